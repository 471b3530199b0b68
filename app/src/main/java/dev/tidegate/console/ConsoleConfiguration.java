package dev.tidegate.console;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the console. */
@Configuration(proxyBeanMethods = false)
@Import(ConsoleController.class)
public class ConsoleConfiguration {}
