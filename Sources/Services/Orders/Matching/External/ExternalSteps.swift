import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import ServiceLifecycle

/// Asks external steps over HTTP, at addresses that were checked, and reads no more than a mebibyte.
final class ExternalSteps: Service, Sendable {
  let hosts: OutboundHosts
  private let client: OutboundClient

  init(hosts: OutboundHosts) {
    self.hosts = hosts
    client = OutboundClient(peer: "matching-step", hosts: hosts)
  }

  /// Keeps the connections until the graceful shutdown.
  func run() async throws {
    try? await gracefulShutdown()
    try await close()
  }

  func close() async throws { try await client.close() }

  /// Asks one step.
  /// - Parameter time: for everything, from connecting to the last byte of the answer.
  /// - Throws: why the step does not count; inside a database transaction nobody is asked.
  func ask(
    _ question: ExternalQuestion, _ step: ExternalStep, within time: Duration
  ) async throws(ExternalStepFailure) -> [Verdict] {
    let body = try await answer(to: question, step, within: time)
    let answer: ExternalAnswer
    do {
      answer = try JSONDecoder().decode(ExternalAnswer.self, from: body)
    } catch {
      throw .badAnswer("it is not the JSON that is documented")
    }
    return try answer.verdicts(for: question.samples.map(\.id))
  }

  private func answer(
    to question: ExternalQuestion, _ step: ExternalStep, within time: Duration
  ) async throws(ExternalStepFailure) -> Data {
    var writer = JSONWriter(reserving: 128 * 1_024)
    question.write(to: &writer)
    var call = OutboundCall.post(writer.bytes, to: step.url, within: time)
    call.mostBytes = 1 << 20
    let answer: OutboundAnswer
    do throws(OutboundFailure) {
      answer = try await client.send(call)
    } catch {
      throw .unanswered(error)
    }
    guard answer.isSuccess else { throw .status(answer.status.code) }
    return answer.body
  }
}
