package dev.tidegate.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name; may block for as long as the system's resolver does. */
@FunctionalInterface
public interface Resolver {

  /**
   * All addresses of the name, best first.
   *
   * @throws UnknownHostException if the name has none, or no name server answered
   */
  List<InetAddress> resolve(String name) throws UnknownHostException;

  /** The resolver of the JDK, which asks the system's. */
  static Resolver system() {
    return name -> List.of(InetAddress.getAllByName(name));
  }
}
