import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import ServiceKit

/// What golden files say, member by member. That each published type has one, which is read and
/// written as it stands, is proved by `ContractTests` in Tests/EndToEndTests: of all types, also of
/// those that have no sample here.
@Suite("Published events keep their shape")
struct GoldenTests {
  /// By the golden file's name.
  private func samples() throws -> [String: any EventPayload & Equatable] {
    [
      "client.changed.v1": try Samples.client(),
      "client.changed.v1-least": try Samples.client(least: true),
      "worker.changed.v1": try Samples.worker(),
      "worker.changed.v1-least": try Samples.worker(least: true),
      "application.changed.v1": try Samples.application(),
      "application.changed.v1-least": try Samples.application(least: true),
      "applicant.accepted.v1": try Samples.applicantAccepted(),
      "applicant.rejected.v1": try Samples.applicantRejected(),
      "manager.changed.v1": try Samples.manager(),
      "manager.changed.v1-least": try Samples.manager(least: true),
      "order.accepted.v1": try Samples.accepted(),
      "order.accepted.v1-least": try Samples.accepted(least: true),
      "order.started.v1": try Samples.started(),
      "order.overdue.v1": try Samples.overdue(),
      "order.finished.v1": try Samples.cancelled(),
      "order.finished.v1-least": try Samples.failed(),
      "order.finished.v1-completed": try Samples.completed(),
      "package.ready.v1": try Samples.ready(),
      "package.issued.v1": try Samples.issued(),
      "package.taken_back.v1": try Samples.takenBack(),
      "package.taken_back.v1-least": try Samples.takenBack(least: true),
      "client_invoice.issued.v1": try Samples.clientInvoice(),
      "client_invoice.issued.v1-least": try Samples.clientInvoice(least: true),
      "client_invoice.paid.v1": try Samples.clientInvoicePaid(),
      "client_invoice.paid.v1-least": try Samples.clientInvoicePaid(least: true),
      "client_invoice.failed.v1": try Samples.clientInvoiceFailed(),
      "client_invoice.failed.v1-least": try Samples.clientInvoiceFailed(least: true),
      "client_invoice.reversed.v1": try Samples.clientInvoiceReversed(),
      "worker_invoice.issued.v1": try Samples.workerInvoice(),
      "worker_invoice.issued.v1-least": try Samples.workerInvoice(least: true),
      "worker_invoice.paid.v1": try Samples.workerInvoicePaid(),
      "worker_invoice.failed.v1": try Samples.workerInvoiceFailed(),
      "worker_invoice.failed.v1-least": try Samples.workerInvoiceFailed(least: true),
      "review.closed.v1": try Samples.review(),
      "review.closed.v1-least": try Samples.review(least: true),
      "client_ledger.sealed.v1": ClientLedgerSealed(try Samples.sealed()),
      "worker_ledger.sealed.v1": WorkerLedgerSealed(try Samples.sealed()),
    ]
  }

  @Test("each sample is its golden file, written and read")
  func shapes() throws {
    for (name, sample) in try samples() { try check(sample, as: name) }
  }

  /// One that no sample tells could be lost on the way, and no golden file would say so.
  @Test("each member of a type is told by one of its samples")
  func whole() throws {
    let untold = try samples().map { name, sample in
      (type: String(name.prefix { $0 != "-" }), members: Self.missing(in: sample))
    }
    for (type, members) in Dictionary(untold, uniquingKeysWith: { $0.intersection($1) }) {
      #expect(members == [], "no sample of \(type) has them")
    }
  }

  @Test("no member of what an event tells is called as one of the facts that it repeats")
  func apart() throws {
    for (name, sample) in try samples() {
      guard let event = sample as? any FlatEvent else { continue }
      #expect(try Self.sharedNames(of: event) == [], "\(name)")
    }
  }

  @Test("a consumer of today reads what a later version adds")
  func extended() throws {
    var text = try golden("client.changed.v1")
    text.replace("\"active\"", with: "\"born_at\": \"2027-01-01\", \"active\"")
    let read = try WireCoding.decode(ClientChanged.self, from: text)
    #expect(try read == Samples.client())
  }

  private func check<Payload: EventPayload & Equatable>(
    _ payload: Payload, as name: String
  ) throws {
    let text = try golden(name)
    let written = try WireCoding.encodeText(payload)
    #expect(
      try JSONValue(parsing: written.utf8).sorted == JSONValue(parsing: text.utf8).sorted,
      "\(name) is now \(written)")
    #expect(try WireCoding.decode(Payload.self, from: text) == payload)
  }

  /// The paths of the members, at any depth, that are nil.
  private static func missing(in value: Any, at path: String = "") -> Set<String> {
    let members = Mirror(reflecting: value)
    if members.displayStyle == .optional, members.children.isEmpty { return [path] }
    return members.children.reduce(into: []) { missing, member in
      missing.formUnion(
        Self.missing(in: member.value, at: "\(path)/\(member.label ?? "")"))
    }
  }

  private static func sharedNames(of event: some FlatEvent) throws -> Set<ExactText> {
    try names(in: event.facts).intersection(names(in: event.told))
  }

  private static func names(in value: some Encodable) throws -> Set<ExactText> {
    let json = try JSONValue(parsing: WireCoding.encodeText(value).utf8)
    return Set(json.members.map(\.name))
  }

  private func golden(_ name: String) throws -> String {
    let file = Self.folder.appending(path: "\(name).json")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "golden")
}
