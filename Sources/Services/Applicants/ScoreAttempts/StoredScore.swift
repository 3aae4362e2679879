import Postgres

/// What an attempt that has finished came to, as its row has it.
enum StoredScore {
  /// From a row named `a`. What was finished before it was kept has reached its minimum.
  static let columns = """
    a.points, a.max_points, a.characteristics, a.knocked_out,
           coalesce((a.standing ->> 'reaches_minimum')::bool, true)
    """

  static func read(_ row: inout RowReader) throws -> SetScore {
    SetScore(
      points: try row.next(), maxPoints: try row.next(), characteristics: try row.next(),
      isKnockedOut: try row.next(), reachesMinimum: try row.next())
  }

  /// - Returns: nil of an attempt that has not finished.
  static func readIfThere(_ row: inout RowReader) throws -> SetScore? {
    let (points, most) = (try row.next(as: Int?.self), try row.next(as: Int?.self))
    let characteristics = try row.next(as: [Int]?.self)
    let (isKnockedOut, reaches) = (try row.next(as: Bool?.self), try row.next(as: Bool.self))
    guard let points, let most, let characteristics, let isKnockedOut else { return nil }
    return SetScore(
      points: points, maxPoints: most, characteristics: characteristics,
      isKnockedOut: isKnockedOut, reachesMinimum: reaches)
  }
}

extension SetScore {
  fileprivate init(
    points: Int, maxPoints: Int, characteristics: [Int], isKnockedOut: Bool, reachesMinimum: Bool
  ) {
    self.points = points
    self.maxPoints = maxPoints
    self.characteristics = characteristics
    self.isKnockedOut = isKnockedOut
    self.reachesMinimum = reachesMinimum
  }
}
