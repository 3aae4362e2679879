import ArgumentParser
import Contracts
import FoundationEssentials
import Mail
import Notifications

struct MailPreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show each mail there is, as it would be sent.",
    discussion: """
      Of what has never happened, so nothing has to run for that. Without --to, the text of each \
      is printed; with it, each is written as it travels (.eml), as text (.txt) and as HTML (.html).
      """)

  @Argument(help: "What it tells; all mails if it is left out.")
  var template: MailKind?

  @Option(help: "In this language only.")
  var language: Language?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Write files into this folder, which is made.", valueName: "dir"))
  var folder: String?

  func run() async throws {
    let preview = try MailPreview()
    if let folder { try Self.make(folder) }
    for language in self.language.map({ [$0] }) ?? Language.allCases {
      for (name, template, mail) in try preview.mails(in: language)
      where self.template.map({ $0.name == template }) ?? true {
        if let folder {
          try Self.write(mail, to: "\(folder)/\(name).\(language.rawValue)")
        } else {
          Console.say("── \(name), \(language.rawValue): \(mail.subject)\n\n\(mail.text)")
        }
      }
    }
  }

  private static func make(_ folder: String) throws {
    try explained(folder) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  /// - Parameter path: of the files, but for their endings, which it says.
  private static func write(_ mail: MailMessage, to path: String) throws {
    let files = [
      ("eml", Data(mail.bytes())), ("txt", Data(mail.text.utf8)), ("html", Data(mail.html.utf8)),
    ]
    for (ending, contents) in files {
      let file = "\(path).\(ending)"
      try explained(file) { try contents.write(to: URL(filePath: file)) }
      Console.say(file)
    }
  }

  private static func explained(_ path: String, _ body: () throws -> Void) throws {
    do { try body() } catch {
      throw Failure(.file, "\(path) cannot be written; name another by --to")
    }
  }
}

/// What a mail tells, as it is typed.
struct MailKind: ExpressibleByArgument {
  let name: String

  init?(argument: String) {
    guard let found = MailPreview.templates.first(where: { $0 == argument }) else { return nil }
    name = found
  }

  static var allValueStrings: [String] { MailPreview.templates }
}
