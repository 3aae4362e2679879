import AsyncHTTPClient
import Contracts
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Postgres
import ServiceKit
import ServiceLifecycle

/// Asks external steps over HTTP, at addresses that were checked, and reads no more than a mebibyte.
final class ExternalSteps: Service, Sendable {
  static let maximumBytes = 1 << 20

  let hosts: StepHosts
  private let clients = PinnedClients()

  init(hosts: StepHosts) { self.hosts = hosts }

  /// Keeps the connections until the graceful shutdown.
  func run() async throws {
    try? await gracefulShutdown()
    try await close()
  }

  func close() async throws { try await clients.close() }

  /// Asks one step.
  /// - Parameter time: for everything, from connecting to the last byte of the answer.
  /// - Throws: why the step does not count; inside a database transaction nobody is asked.
  func ask(
    _ question: ExternalQuestion, _ step: ExternalStep, within time: Duration
  ) async throws(ExternalStepFailure) -> [Verdict] {
    if Transaction.isOpen { throw .insideTransaction }
    let request = Self.request(question, step)
    let body = try await Self.within(time) { () async throws(ExternalStepFailure) in
      try await self.answer(to: request, within: time)
    }
    let answer: ExternalAnswer
    do {
      answer = try JSONDecoder().decode(ExternalAnswer.self, from: body)
    } catch {
      throw .badAnswer("it is not the JSON that is documented")
    }
    return try answer.verdicts(for: question.samples.map(\.id))
  }

  /// The client's own deadline ends with the head of an answer; this one covers its body too.
  private static func within(
    _ time: Duration, _ body: @escaping @Sendable () async throws(ExternalStepFailure) -> Data
  ) async throws(ExternalStepFailure) -> Data {
    let tooSlow = ExternalStepFailure.tooSlow(milliseconds: Int(time.microseconds / 1_000))
    let first = await withTaskGroup { group in
      group.addTask {
        do throws(ExternalStepFailure) {
          return Result<Data, ExternalStepFailure>.success(try await body())
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(for: time)
        return .failure(tooSlow)
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(tooSlow)
    }
    return try first.get()
  }

  private func answer(
    to request: HTTPClientRequest, within time: Duration
  ) async throws(ExternalStepFailure) -> Data {
    let deadline = NIODeadline.now() + .microseconds(time.microseconds)
    do {
      let response = try await response(to: request, before: deadline)
      guard (200..<300).contains(response.status.code) else {
        throw ExternalStepFailure.status(response.status.code)
      }
      return Data(try await response.body.collect(upTo: Self.maximumBytes).readableBytesView)
    } catch let failure as ExternalStepFailure {
      throw failure
    } catch is NIOTooManyBytesError {
      throw .tooLarge(bytes: Self.maximumBytes)
    } catch let error as HTTPClientError where error == .deadlineExceeded {
      throw .tooSlow(milliseconds: Int(time.microseconds / 1_000))
    } catch {
      throw .unreachable("\(type(of: error))")
    }
  }

  /// Connects to one of the host's addresses, the next one where nobody listens at one.
  private func response(
    to request: HTTPClientRequest, before deadline: NIODeadline
  ) async throws -> HTTPClientResponse {
    // As the HTTP client itself reads the address.
    let host = ExactText(URL(string: request.url)?.host ?? "")
    let addresses = try await hosts.addresses(of: host)
    for address in addresses.dropLast() {
      do {
        return try await clients.client(for: host, at: address)
          .execute(request, deadline: deadline)
      } catch is IOError {
        continue
      }
    }
    return try await clients.client(for: host, at: addresses[addresses.count - 1])
      .execute(request, deadline: deadline)
  }

  private static func request(
    _ question: ExternalQuestion, _ step: ExternalStep
  ) -> HTTPClientRequest {
    var writer = JSONWriter(reserving: 128 * 1_024)
    question.write(to: &writer)
    var request = HTTPClientRequest(url: step.url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: "application/json")
    request.carryTrace()
    request.body = .bytes(writer.bytes)
    return request
  }
}
