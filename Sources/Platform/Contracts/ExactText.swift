/// Text that names somebody or something, or that decides what somebody may: subjects, ids that
/// others gave, keys, names of members.
///
/// Two of them are the same only byte by byte, as Postgres sees it. To `==` on `String` they are the
/// same already when they are canonically equivalent (Unicode Standard, 3.7): "é" as one scalar is
/// "é" as two, and the Kelvin sign is a "K", so that one cat could pass for another. What is declared
/// as this type cannot be compared in that way by accident.
public struct ExactText: Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }
}

extension ExactText: Hashable, Comparable {
  public static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// By bytes, which is the order of scalars and of Postgres' collation "C".
  public static func < (a: Self, b: Self) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    // No UTF-8 has this byte: where one text ends and the next begins counts.
    hasher.combine(0xFF as UInt8)
  }
}

extension ExactText: ExpressibleByStringInterpolation, CustomStringConvertible {
  public init(stringLiteral text: String) { self.init(text) }
  public var description: String { text }
}

/// Coded as its text alone.
extension ExactText: Codable {
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
