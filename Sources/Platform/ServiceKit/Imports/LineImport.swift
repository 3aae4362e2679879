public import Contracts
public import Hummingbird
public import NIOCore

/// How much an import takes and holds.
public struct ImportLimits: Sendable, Hashable {
  public var lineBytes: Int
  public var linesPerBatch: Int
  /// Of the whole stream.
  public var bytes: Int
  public var listedBadLines: Int
  public var listedMistakesPerLine: Int

  public init(
    lineBytes: Int, linesPerBatch: Int, bytes: Int, listedBadLines: Int, listedMistakesPerLine: Int
  ) {
    self.lineBytes = lineBytes
    self.linesPerBatch = linesPerBatch
    self.bytes = bytes
    self.listedBadLines = listedBadLines
    self.listedMistakesPerLine = listedMistakesPerLine
  }

  public static let standard = ImportLimits(
    lineBytes: 16 * 1024, linesPerBatch: 500, bytes: 1024 * 1024 * 1024, listedBadLines: 100,
    listedMistakesPerLine: 20)
}

/// An NDJSON stream on its way into the database, batch by batch.
///
/// Memory holds one batch and one line, however long the stream: the next chunk is not asked for
/// before the batch is stored, so a fast sender waits. Good lines go in whatever is wrong with
/// others. A line whose key is in the batch already starts a new one, so that lines take effect in
/// their order and one statement never meets a row twice.
public struct LineImport<Entry: Sendable> {
  let limits: ImportLimits
  private let read: (Form) throws -> Entry
  private let key: (Entry) -> ExactText
  private let store: ([Entry]) async throws -> ImportCounts

  private var splitter: LineSplitter
  private var batch: [Entry] = []
  private var keys: Set<ExactText> = []
  private var receivedBytes = 0
  private var report = ImportReport()

  /// - Parameters:
  ///   - read: reads one line's object; it ends with `finish()`.
  ///   - key: what tells entries apart.
  ///   - store: stores a batch, keys of which are unique in it, in one transaction.
  public init(
    limits: ImportLimits = .standard, key: @escaping (Entry) -> ExactText,
    read: @escaping (Form) throws -> Entry,
    store: @escaping ([Entry]) async throws -> ImportCounts
  ) {
    self.limits = limits
    self.key = key
    self.read = read
    self.store = store
    splitter = LineSplitter(maxLineBytes: limits.lineBytes)
  }

  /// Imports a whole stream.
  ///
  /// - Throws: a 413 problem beyond `limits.bytes`, with the report so far; what was stored stays.
  public mutating func run(
    _ chunks: some AsyncSequence<ByteBuffer, any Error>
  ) async throws -> ImportReport {
    for try await chunk in chunks {
      receivedBytes += chunk.readableBytes
      guard receivedBytes <= limits.bytes else { throw tooLarge }
      for line in splitter.feed(chunk.readableBytesView) { try await take(line) }
    }
    if let line = splitter.finish() { try await take(line) }
    try await flush()
    return report
  }

  private mutating func take(_ line: LineSplitter.Line) async throws {
    report.lines += 1
    switch line.content {
    case .tooLong:
      reject(line.number, [Mistake("", .tooManyBytes(limits.lineBytes))])
    case .bytes(let bytes):
      switch try entry(bytes) {
      case .success(let entry): try await add(entry)
      case .failure(let problem): reject(line.number, problem.errors)
      }
    }
  }

  /// What the line says, or what is wrong with it.
  private func entry(_ bytes: [UInt8]) throws -> Result<Entry, Problem> {
    do {
      return .success(try read(try Form(try JSONParser.parse(bytes))))
    } catch let failure as JSONParser.Failure {
      let reason = MistakeReason.unreadable("\(failure.reason) (byte \(failure.offset))")
      return .failure(.badInput([Mistake("", reason)]))
    } catch let problem as Problem where problem.status == .badRequest {
      return .failure(problem)
    }
  }

  private mutating func add(_ entry: Entry) async throws {
    let key = key(entry)
    if keys.contains(key) { try await flush() }
    keys.insert(key)
    batch.append(entry)
    if batch.count >= limits.linesPerBatch { try await flush() }
  }

  private mutating func flush() async throws {
    guard !batch.isEmpty else { return }
    report.counts += try await store(batch)
    batch.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
  }

  private mutating func reject(_ line: Int, _ mistakes: [Mistake]) {
    report.rejected += 1
    guard report.badLines.count < limits.listedBadLines else { return }
    let listed = Array(mistakes.prefix(limits.listedMistakesPerLine))
    report.badLines.append(ImportReport.BadLine(line: line, errors: listed))
  }

  private var tooLarge: Problem {
    var problem = Problem.tooLarge(limit: limits.bytes)
    problem.detail = "At most \(limits.bytes) bytes are accepted; what is counted here is stored."
    for member in report.members { problem.members[member.name.text] = member.value }
    return problem
  }
}

extension Request {
  /// Runs an import over this request's body, which must be NDJSON.
  ///
  /// - Throws: a 415 problem for another media type; see also `LineImport.run`.
  public func importLines<Entry>(_ lines: LineImport<Entry>) async throws -> ImportReport {
    guard let type = mediaType, Self.lineMediaTypes.contains(type) else {
      throw Problem.unsupportedMediaType("Send Content-Type: application/x-ndjson.")
    }
    var lines = lines
    return try await lines.run(body)
  }

  private static var lineMediaTypes: Set<String> {
    ["application/x-ndjson", "application/ndjson", "application/jsonl"]
  }
}
