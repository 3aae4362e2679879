/// The characteristics code of R-115, which travels in `worker.changed` and the view of the workers:
/// a letter A to T for each of twenty characteristics, five points a letter.
public enum CharacteristicsCode {
  /// In the order of the letters. It never changes: codes of years ago are read by it.
  public static let names = [
    "strength", "speed", "patience", "precision", "cleanliness", "punctuality", "courtesy",
    "courage", "curiosity", "agility", "balance", "night_vision", "hearing", "smell", "climbing",
    "carrying", "cooking", "gardening", "repair", "listening",
  ]
  public static let pointsPerLetter = 5

  /// The letter that some points have: A for 0 to 5, B for 6 to 10 … T for 96 to 100.
  ///
  /// - Parameter points: 0 to 100.
  /// - Returns: ASCII.
  public static func letter(of points: Int) -> UInt8 {
    UInt8(ascii: "A") + UInt8(max(0, (points - 1) / pointsPerLetter))
  }

  /// The most that a letter of the code can stand for: A = 5 … T = 100.
  ///
  /// - Parameter letter: as ASCII.
  /// - Returns: nil for what is none of A to T.
  @inlinable
  public static func points(of letter: UInt8) -> UInt8? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "T")).contains(letter) else { return nil }
    return (letter - UInt8(ascii: "A") + 1) * UInt8(pointsPerLetter)
  }
}
