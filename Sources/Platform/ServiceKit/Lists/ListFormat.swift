public import Hummingbird

/// In which form a list is wanted.
public enum ListFormat: Sendable {
  case json, csv

  /// CSV only for who names it and does not prefer JSON.
  ///
  /// - Parameter mayBeCSV: whoever looks may have it so.
  /// - Throws: 403 for who wants CSV and may not have it.
  public init(of request: Request, mayBeCSV: Bool) throws {
    let accepted = AcceptedTypes(request.headers)
    self = accepted.prefers("text/csv", to: "application/json") ? .csv : .json
    if self == .csv, !mayBeCSV {
      throw Problem.forbidden("forbidden", "Lists as CSV are for managers.")
    }
  }
}
