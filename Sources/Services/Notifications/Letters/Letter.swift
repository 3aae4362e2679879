/// What a mail says, before it is plain text or HTML: both say the same.
struct Letter: Sendable {
  /// Its language's tag.
  let language: String
  let subject: String
  let greeting: String
  let lead: String
  /// What somebody has written to its reader, in lines.
  let written: String?
  let facts: [Line]
  let links: [Link]
  let footer: String

  struct Line: Sendable {
    let label: String
    let text: String
  }

  struct Link: Sendable {
    let label: String
    let url: String
    /// It looks like a button, where there are some.
    let isAct: Bool
  }

  /// What templates are held against.
  static let example = Letter(
    language: "en", subject: "Tidying", greeting: "Hello", lead: "It is done.",
    written: "Well done!", facts: [Line(label: "When", text: "now")],
    links: [Link(label: "All of it", url: "https://mcf.example/", isAct: true)], footer: "Purr")
}
