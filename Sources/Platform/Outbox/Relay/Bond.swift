/// What a source and a destination agreed upon when they last met: a number drawn anew each time, that
/// both note.
///
/// A copy of either, or one restored from a backup, holds an older bond than the other side, or one
/// that the other side never heard of. So it is known by what was agreed upon without it, even where
/// nothing was published since.
struct Bond: RawRepresentable, Hashable, Sendable {
  let rawValue: Int64

  /// Before the first meeting.
  static let none = Bond(rawValue: 0)

  static func random() -> Bond { Bond(rawValue: .random(in: 1 ... .max)) }
}
