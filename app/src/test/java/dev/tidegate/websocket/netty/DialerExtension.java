package dev.tidegate.websocket.netty;

import dev.tidegate.websocket.Dialer;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One dialer for the tests of a class, closed after them. */
final class DialerExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(DialerExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws SSLException {
    context
        .getStore(NAMESPACE)
        .put(Dialer.class, Client.dialer(SslContextBuilder.forClient().build()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    dialer(context).close();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Dialer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return dialer(context);
  }

  private static Dialer dialer(ExtensionContext context) {
    return Objects.requireNonNull(context.getStore(NAMESPACE).get(Dialer.class, Dialer.class));
  }
}
