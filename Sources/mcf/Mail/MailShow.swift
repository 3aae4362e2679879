import ArgumentParser
import Contracts
import FoundationEssentials
import Notifications

struct MailShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a mail: how it stands, each try to send it, and what it says.",
    discussion: """
      Its words are made anew of what it was made of. 90 days after its end they are forgotten, \
      with its address and what the server said.
      """)

  @Argument(help: ArgumentHelp("The mail, as `mcf mail list` shows it.", valueName: "id"))
  var mail: MailID

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let found = try await access.withMailDesk { try await $0.show(mail.id) }
    Console.say(found.record.text)
    if !found.tries.isEmpty { Console.say(found.tryTable) }
    guard let words = found.words else {
      return Console.say("\nWhat it said is forgotten: its end is more than 90 days ago.")
    }
    Console.say("\n\(words.title)\n\n\(words.text)")
  }
}

extension MailRecord {
  /// What is known of it, a line a fact.
  fileprivate var text: String {
    let facts: [(String, String?)] = [
      ("mail", "\(what) (\(id.wire))"), ("state", standing), ("address", address),
      ("not written to", isSuppressed ? "mcf mail lift \(address ?? "ADDRESS")" : nil),
      ("made", Timestamp.format(createdAt)),
      ("of use until", settledAt == nil ? expiresAt.map(Timestamp.format) : nil),
      ("next try", nextTryAt.map(Timestamp.format)), ("ended", settledAt.map(Timestamp.format)),
      ("repeated", repeats > 0 ? "\(repeats.counted("time"))" : nil),
      ("sent again by", resent.map { "\($0.whose): \($0.why)" }),
    ]
    return facts.compactMap { name, value in
      value.map { name + String(repeating: " ", count: 16 - name.count) + $0 }
    }.joined(separator: "\n")
  }
}

extension MailDetail {
  fileprivate var tryTable: String {
    var table = TextTable(">TRY", "AT", "CAME TO", "CODE", "THE SERVER'S WORDS")
    for attempt in tries {
      let code = [attempt.code.map { "\($0)" }, attempt.enhanced].compactMap(\.self)
      table.add(
        "\(attempt.n)", Timestamp.format(attempt.at), attempt.phase, code.joined(separator: " "),
        attempt.text?.split(separator: "\n").joined(separator: " ") ?? "–")
    }
    return "\n" + table.text
  }
}
