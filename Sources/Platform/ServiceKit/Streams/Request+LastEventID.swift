import HTTPTypes
public import Hummingbird

extension Request {
  /// How far a client that comes back has got.
  ///
  /// - Throws: 400 for what is none of our ids.
  public func lastEventID() throws -> Int64? {
    guard let text = headers[.lastEventID], !text.isEmpty else { return nil }
    guard let id = Int64(text), id >= 0 else {
      throw Problem.malformed("Last-Event-ID must be the id of one of these events.")
    }
    return id
  }
}
