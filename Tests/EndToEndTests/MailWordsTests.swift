import Contracts
import FoundationEssentials
import Testing

@testable import Billing
@testable import ClientBilling
@testable import Notifications
@testable import ServiceKit
@testable import mcf

/// What mails say as somebody else does whom they may not ask.
@Suite("Mails say the same as pages and commands")
struct MailWordsTests {
  @Test("R-304: by what a client pays, and why nothing came, as the invoice's page says it")
  func refusals() throws {
    for language in Language.allCases {
      let pages = try Texts([
        .english: ClientBilling.PackageResources.en_txt,
        .russian: ClientBilling.PackageResources.ru_txt,
      ])
      let keys = pages.keys.filter { $0.hasPrefix("declined_") || $0.hasPrefix("adapter_") }
      #expect(keys.count > 5)
      let mails = try Letters.texts()[language]
      for key in keys { #expect(mails.find(key) == pages[language].find(key), "\(key)") }
    }
  }

  @Test("R-275: a seal's mail names the ledger and its line as `mcf ledger verify` reads them")
  func seals() throws {
    let seal = SealedLedger(
      number: 41, hash: String(repeating: "9f", count: 32), sealedAt: Date(), key: "", signature: ""
    )
    for side in LedgerSide.all {
      let ledger = try #require(SealTold.Ledger(rawValue: "\(side)"))
      let writer = LetterWriter(
        texts: try Letters.texts()[.english], times: [:], zone: "UTC", site: nil,
        portal: nil)
      let letter = try writer.letter(.seal, SealTold(ledger: ledger, seal: seal))
      #expect(letter.lead.contains("`mcf ledger verify \(side) --head FILE`"))
      let read = try #require(letter.facts.first.flatMap { KeptSeal.read($0.text) })
      #expect(read.schema == side.service.schema)
      #expect(read.seal.number == 41 && read.seal.hash == [UInt8](repeating: 0x9f, count: 32))
    }
  }
}
