/// How long a mirror is waited for before the next is asked.
public struct Patience: Sendable {
  /// Seconds in which its name must be found and a connection to it made. A mirror that needs longer is taken as out of
  /// reach, as all are without a network.
  public var connecting = 3.0
  /// Seconds from the start in which a mirror that took the connection must begin to answer; more than for connecting,
  /// since a slow line or a busy mirror is no missing network.
  public var answering = 15.0

  /// The times above.
  public init() {}
}
