import CLibPQ
import Dispatch

/// Provisional: one thread of its own per connection.
final class BlockingSession: Sendable {
  private let queue = DispatchQueue(label: "postgres")
  private let handle: LibPQHandle

  init(_ configuration: PostgresConfiguration) async throws {
    handle = try await withCheckedThrowingContinuation { [queue] continuation in
      queue.async {
        guard let pointer = PQconnectdb(configuration.url) else {
          return continuation.resume(throwing: PostgresError(.connectFailed))
        }
        let handle = LibPQHandle(pointer, .connection)
        guard PQstatus(pointer) == CONNECTION_OK else {
          let message = String(cString: PQerrorMessage(pointer))
          return continuation.resume(throwing: PostgresError(.connectFailed, detail: message))
        }
        PQsetNoticeProcessor(pointer, { _, _ in }, nil)
        continuation.resume(returning: handle)
      }
    }
  }

  func run(_ statements: [BoundStatement]) async throws -> [ResultSet] {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(
          with: Result { try statements.map { try self.execute($0) } })
      }
    }
  }

  func script(_ sql: String) async throws {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(
          with: Result { _ = try self.checked(PQexec(self.handle.pointer, sql), "script") })
      }
    }
  }

  var isUsable: Bool { PQstatus(handle.pointer) == CONNECTION_OK }

  private func execute(_ statement: BoundStatement) throws -> ResultSet {
    let parameters = statement.bindings.parameters
    return try statement.bindings.bytes.withUnsafeBytes { bytes in
      let start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
      let values = parameters.map {
        $0.length < 0
          ? nil : start?.advanced(by: Int($0.offset)).assumingMemoryBound(to: CChar.self)
      }
      let answer = PQexecParams(
        handle.pointer, statement.sql, Int32(parameters.count), parameters.map(\.oid), values,
        parameters.map(\.length), parameters.map { _ in 1 }, 1)
      return try checked(answer, statement.name)
    }
  }

  private func checked(_ answer: OpaquePointer?, _ name: String) throws -> ResultSet {
    guard let answer else { throw PostgresError(.connectionLost, statement: name) }
    let status = PQresultStatus(answer)
    let result = LibPQHandle(answer, .result)
    if status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY {
      return ResultSet(result)
    }
    throw PostgresError(answer: answer, statement: name)
  }
}

actor BlockingPool {
  private let configuration: PostgresConfiguration
  private var idle: [BlockingSession] = []
  private var open = 0
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(_ configuration: PostgresConfiguration) { self.configuration = configuration }

  func acquire() async throws -> BlockingSession {
    while true {
      if let session = idle.popLast() { return session }
      if open < configuration.leasedConnections {
        open += 1
        do { return try await BlockingSession(configuration) } catch {
          open -= 1
          throw error
        }
      }
      await withCheckedContinuation { waiters.append($0) }
    }
  }

  func release(_ session: BlockingSession) async {
    _ = try? await session.script("rollback; discard all")
    if session.isUsable { idle.append(session) } else { open -= 1 }
    if !waiters.isEmpty { waiters.removeFirst().resume() }
  }

  func with<T: Sendable>(
    _ body: @Sendable (BlockingSession) async throws -> T
  ) async throws -> T {
    let session = try await acquire()
    do {
      let value = try await body(session)
      await release(session)
      return value
    } catch {
      await release(session)
      throw error
    }
  }

  func close() {
    open -= idle.count
    idle = []
  }

  nonisolated func listen(to channel: String) -> AsyncStream<NotificationEvent> {
    AsyncStream { $0.yield(.listening) }
  }
}
