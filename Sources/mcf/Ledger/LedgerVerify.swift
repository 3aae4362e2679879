public import ArgumentParser
public import Billing
import Configuration
import Contracts
import FoundationEssentials
import ServiceKit

struct LedgerVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute the ledger anew and hold the books against it.",
    discussion: """
      Goes through every entry, link, head, seal and signature, then holds each line and invoice \
      against what was booked for it, and prints the balance of each account. What was found is \
      noted in the ledger's service.

      Signatures count if they were made with MCF_LEDGER_KEY, one of MCF_LEDGER_FORMER_KEYS or a \
      key named by --key; with none of these, each has only to fit the key that is kept with it. \
      Exit code 1 when something is not as it was written; 69 when a database cannot be asked.
      """)

  @Argument(help: "Whose money; all sides if none is named.")
  var sides: [LedgerSide] = []

  @Option(help: ArgumentHelp("Go on from this seal, whose content is believed.", valueName: "n"))
  var sinceSeal: Int64?

  @Option(
    name: .customLong("head"),
    help: ArgumentHelp(
      "A file with lines of `mcf ledger head`, or with those of seals' mails, kept elsewhere.",
      valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("key"), help: "A public key that may have signed, in Base64; repeatable.")
  var keys: [LedgerVerifierKey] = []

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    let own = try LedgerSettings(configuration).keys
    let known = try file.map(Self.read) ?? (heads: [], seals: [])
    var isGood = true
    for side in sides.isEmpty ? LedgerSide.all : sides {
      let schema = side.service.schema
      let heads = known.heads.filter { $0.schema == schema }.map(\.head)
      let seals = known.seals.filter { $0.schema == schema }.map(\.seal)
      if let file, heads.isEmpty, seals.isEmpty {
        throw Failure(.input, "\(file) says nothing of \(schema)")
      }
      let report = try await access.asApplication(side.service) { database in
        let ledger = side.bookkeeper.ledger(in: database)
        let report = try await ledger.verify(
          since: sinceSeal, known: heads, kept: seals, keys: own + keys)
        try await ledger.note(report, by: "mcf ledger verify", at: Date())
        return report
      }
      Console.say(report.text(of: "\(side)"))
      if report.faults.count > 0 { isGood = false }
    }
    guard isGood else { throw ExitCode(Exit.missing.rawValue) }
  }

  private typealias Known = (
    heads: [(schema: String, head: LedgerHead)], seals: [(schema: String, seal: KeptSeal)]
  )

  private static func read(_ path: String) throws -> Known {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(.file, "\(path) cannot be read")
    }
    var known: Known = ([], [])
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if let head = LedgerHead.read(line) {
        known.heads.append(head)
      } else if let seal = KeptSeal.read(line) {
        known.seals.append(seal)
      } else {
        throw Failure(
          .input, "\(path): not a line of `mcf ledger head`, nor one of a seal: \(line)")
      }
    }
    return known
  }
}

extension LedgerVerifierKey: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension LedgerReport {
  /// - Parameter side: whose money.
  func text(of side: String) -> String {
    var lines = [
      "\(side): \(links.counted("link")), \(entries.counted("entry", "entries")), "
        + "\(documents.counted("document")), \(seals.counted("seal")) (\(signed.grouped) signed): "
        + (faults.count == 0 ? "in order" : faults.count.counted("fault"))
    ]
    lines += faults.first.map { "  \($0)" }
    if faults.count > faults.first.count {
      lines.append("  … and \((faults.count - faults.first.count).grouped) more")
    }
    guard !balances.isEmpty else { return lines.joined(separator: "\n") }
    var table = TextTable("ACCOUNT", ">BALANCE")
    for (account, balance) in balances {
      table.add(account, Money(hundredths: balance).words(in: .english))
    }
    return (lines + [table.text]).joined(separator: "\n")
  }
}
