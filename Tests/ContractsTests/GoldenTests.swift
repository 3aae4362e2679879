import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

/// An event, once published, is only ever extended: a changed shape fails here.
@Suite("Published events keep their shape")
struct GoldenTests {
  @Test("client.changed.v1")
  func clientChanged() throws {
    try check(Samples.client(), "")
    try check(Samples.client(least: true), "-least")
  }

  @Test("worker.changed.v1")
  func workerChanged() throws {
    try check(Samples.worker(), "")
    try check(Samples.worker(least: true), "-least")
  }

  @Test("manager.changed.v1")
  func managerChanged() throws { try check(Samples.manager(), "") }

  @Test("order.accepted.v1")
  func orderAccepted() throws {
    try check(Samples.accepted(), "")
    try check(Samples.accepted(least: true), "-least")
  }

  @Test("order.started.v1")
  func orderStarted() throws { try check(Samples.started(), "") }

  @Test("order.overdue.v1")
  func orderOverdue() throws { try check(Samples.overdue(), "") }

  @Test("order.finished.v1")
  func orderFinished() throws {
    try check(Samples.cancelled(), "")
    try check(Samples.failed(), "-least")
    try check(Samples.completed(), "-completed")
  }

  @Test("package.*.v1")
  func packages() throws {
    try check(Samples.ready(), "")
    try check(Samples.issued(), "")
    try check(Samples.takenBack(), "")
  }

  @Test("a consumer of today reads what a later version adds")
  func extended() throws {
    var text = try golden("client.changed.v1")
    text.replace("\"active\"", with: "\"born_at\": \"2027-01-01\", \"active\"")
    let read = try WireCoding.decode(ClientChanged.self, from: text)
    #expect(try read == Samples.client())
  }

  private func check<Payload: EventPayload & Equatable>(
    _ payload: Payload, _ suffix: String
  ) throws {
    let text = try golden(Payload.type + suffix)
    let written = try WireCoding.encodeText(payload)
    #expect(
      try JSONValue(parsing: written.utf8).sorted == JSONValue(parsing: text.utf8).sorted,
      "\(Payload.type)\(suffix) is now \(written)")
    #expect(try WireCoding.decode(Payload.self, from: text) == payload)
  }

  private func golden(_ name: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "golden/\(name).json")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
