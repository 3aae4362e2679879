public import HTTPTypes
public import Hummingbird

/// A service that strangers reach.
///
/// It takes no tokens and knows no sessions, and its role has no right on any table: it calls the
/// functions that a schema publishes for it, and nothing else. So it has no outbox, no inbox, no kept
/// answers and no key set. It is served alone, by a listener of its own.
public protocol PublicService: DeployedService {
  var listener: PublicListener { get }
  /// What every request has to pass.
  var door: any FrontDoor { get }
}

extension ServiceModule {
  /// Whether strangers reach it.
  public static var isPublic: Bool { self is any PublicService.Type }
}

/// How a service listens that strangers reach.
public struct PublicListener: Sendable {
  public var port: Int
  /// The networks of a shield before it, which says who calls.
  public var shield: [AddressRange]
  /// Of a peer that is no proxy of ours.
  public var connectionsPerPeer: Int

  /// A connection has to say within this time what it wants …
  var headTime: Duration = .seconds(5)
  /// … and whoever goes on, within this after the answer.
  var idleTime: Duration = .seconds(15)

  public init(port: Int, shield: [AddressRange], connectionsPerPeer: Int) {
    self.port = port
    self.shield = shield
    self.connectionsPerPeer = connectionsPerPeer
  }
}

/// Stands before everything else: it decides by a request's head alone which one is gone on with,
/// before its path is looked up, its body read or a line of it logged.
public protocol FrontDoor: Sendable {
  /// - Parameter sender: the bytes of whose address it is, 4 or 16; none: the connection has none.
  func enter(_ request: Request, from sender: [UInt8]) -> Entrance
}

public enum Entrance: Sendable {
  /// It is gone on with; to be called once, with what it was answered.
  case admitted(@Sendable (HTTPResponse.Status) -> Void)
  /// This is the answer. Whoever gave it has counted it.
  case answered(Response)
}
