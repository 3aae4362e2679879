import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing

@Suite("R-221: what a provider knows an invoice by is the same in every version")
struct InvoiceIDTests {
  @Test("of schema, party and the period's start, as a UUID of version 8 (RFC 9562, section 5.8)")
  func id() async throws {
    try await withLedger { bed in
      for week in 0..<50 {
        let (party, start) = (UUID(), LedgerFixture.now.addingTimeInterval(604_800 * Double(week)))
        var bytes = Array("mcf invoice worker_billing".utf8)
        bytes.append(id: party)
        bytes.append(time: start)
        var id = Array(bytes.sha256.prefix(16))
        id[6] = id[6] & 15 | 128
        id[8] = id[8] & 63 | 128
        let found = try await bed.app.query(
          "select encode(uuid_send(invoice_id(\(party), \(start))), 'hex')", as: String.self)
        #expect(found == [id.hex])
      }
    }
  }
}
