import FoundationEssentials

/// Where a provider's payments are while nobody runs it: whoever has paid through it has them in
/// books that stay, and asks about them again.
struct PaymentShelf: Sendable {
  let file: String

  /// - Returns: nil: nothing is there yet.
  /// - Throws: the system's errors; `DecodingError` for what is no book.
  func book() throws -> PaymentBook? {
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try JSONDecoder().decode(PaymentBook.self, from: Data(contentsOf: URL(filePath: file)))
  }

  func put(_ book: PaymentBook) throws {
    try JSONEncoder().encode(book).write(to: URL(filePath: file), options: .atomic)
  }
}
