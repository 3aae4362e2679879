import Configuration
import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Billing
@testable import mcf

@Suite("What is said of a ledger, and what can be set")
struct LedgerTextTests {
  private static func report(
    faults: Int = 0, balances: [(account: String, balance: Int64)] = [], of number: Int = 14
  ) -> LedgerReport {
    var found = LedgerFaults()
    for number in 0..<faults { found.note("seal \(number)", "is not there any more") }
    return LedgerReport(
      since: nil, links: number, entries: number, faults: found, lastSeal: 3, seals: number,
      signed: 2, balances: balances, documents: number)
  }

  private static func settings(_ values: [String: String]) throws -> LedgerSettings {
    try LedgerSettings(
      ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values)))
  }

  @Test("one in order is told in a line, with the balances below as amounts")
  func inOrder() {
    #expect(
      Self.report().text(of: "worker")
        == "worker: 14 links, 14 entries, 14 documents, 14 seals (2 signed): in order")
    let lines = Self.report(balances: [("earned:1", -600_005), ("wages", 600_005)])
      .text(of: "worker").replacing("\u{202F}", with: "'").split(separator: "\n").dropFirst()
    let words = lines.map { $0.split(separator: " ").map(String.init) }
    #expect(words == [["ACCOUNT", "BALANCE"], ["earned:1", "−6'000.05"], ["wages", "6'000.05"]])
  }

  @Test(
    "one of something is told as one, and thousands are grouped",
    arguments: [
      (1, "worker: 1 link, 1 entry, 1 document, 1 seal (2 signed): 1 fault"),
      (
        1_000,
        "worker: 1 000 links, 1 000 entries, 1 000 documents, 1 000 seals (2 signed): 1 000 faults"
      ),
    ])
  func counted(number: Int, told: String) {
    let text = Self.report(faults: number, of: number).text(of: "worker")
      .replacing("\u{202F}", with: " ").split(separator: "\n")
    #expect(text[0] == told)
    #expect(number == 1 || text.last == "  … and 900 more")
  }

  @Test("all faults are counted, a hundred are listed, and how many are not is said")
  func faults() {
    let few = Self.report(faults: 2).text(of: "worker").split(separator: "\n")
    #expect(few[0].hasSuffix(": 2 faults"))
    #expect(
      few.dropFirst() == ["  seal 0: is not there any more", "  seal 1: is not there any more"])
    let many = Self.report(faults: 103).text(of: "worker").split(separator: "\n")
    #expect(many[0].hasSuffix(": 103 faults") && many.count == 102)
    #expect(many.last == "  … and 3 more")
  }

  @Test("faults found in several places are counted together, the first hundred kept in order")
  func merged() {
    for counts in [[0, 0], [1, 2], [99, 2], [100, 1], [60, 60], [150, 150], [30, 0, 80]] {
      var sum = LedgerFaults()
      for (place, count) in counts.enumerated() {
        var found = LedgerFaults()
        for number in 0..<count { found.note("\(place)", "\(number)") }
        sum.note(found)
      }
      let all = counts.enumerated().flatMap { place, count in
        (0..<count).map { "\(place): \($0)" }
      }
      #expect(sum.count == all.count)
      #expect(sum.first.map(\.description) == Array(all.prefix(100)), "\(counts)")
    }
  }

  @Test("nothing has to be set: seals are hourly and unsigned")
  func standards() throws {
    let settings = try Self.settings([:])
    #expect(settings.key == nil && settings.keys.isEmpty)
    #expect(settings.sealInterval == 3_600 && settings.turn == .seconds(3_600))
  }

  @Test("the key that signs and those that did are all known, and only the first one signs")
  func keys() throws {
    let (key, former) = (LedgerKey(), [LedgerKey(), LedgerKey()])
    let settings = try Self.settings([
      "MCF_LEDGER_KEY": key.text,
      "MCF_LEDGER_FORMER_KEYS": former.map(\.verifier.text).joined(separator: ","),
    ])
    #expect(settings.key?.verifier.text == key.verifier.text)
    #expect(settings.keys.map(\.text) == [key.verifier.text] + former.map(\.verifier.text))
    let signature = try #require(try settings.key?.sign([1, 2, 3]))
    #expect(settings.keys.map { $0.isValid(signature, for: [1, 2, 3]) } == [true, false, false])
    #expect(settings.keys.allSatisfy { !$0.isValid(signature, for: [1, 2, 4]) })
  }

  @Test(
    "seals may be up to a day apart; what is due is looked at every hour, seals every minute",
    arguments: [
      (1, 1, 1), (60, 60, 60), (3_600, 3_600, 60), (3_601, 3_600, 60), (86_400, 3_600, 60),
    ])
  func turns(interval: Int, turn: Int, look: Int) throws {
    let settings = try Self.settings(["MCF_LEDGER_SEAL_SECONDS": "\(interval)"])
    #expect(settings.sealInterval == TimeInterval(interval) && settings.turn == .seconds(turn))
    #expect(settings.look == .seconds(look))
  }

  @Test(
    "what cannot be used is an error that names it, and says no secret",
    arguments: [
      ("MCF_LEDGER_SEAL_SECONDS", "0"), ("MCF_LEDGER_SEAL_SECONDS", "86401"),
      ("MCF_LEDGER_KEY", "c2VjcmV0"), ("MCF_LEDGER_KEY", "secret"),
      ("MCF_LEDGER_FORMER_KEYS", "AAAA"),
    ])
  func unusable(name: String, value: String) {
    #expect {
      try Self.settings([name: value])
    } throws: { error in
      let isSecret = name == "MCF_LEDGER_KEY"
      return (error as? SettingError)?.name == name && isSecret != "\(error)".contains(value)
    }
  }
}
