import ServiceKit

/// The addresses below a link, each of them as good as the link.
struct HolderAddress {
  private let base: String
  private let spelled: (String) -> String

  /// As redirects take them.
  init(_ link: LinkToken) {
    base = "/portal/\(link.text)"
    spelled = { $0 }
  }

  /// As pages have them: in the language that was chosen.
  init(_ link: LinkToken, on visit: PublicVisit) {
    base = "/portal/\(link.text)"
    spelled = { visit.address($0) }
  }

  var page: String { spelled(base) }
  var photo: String { below("photo") }
  var leave: String { below("withdraw") }
  var time: String { below("time") }
  var start: String { below("test") }
  var practice: String { below("test/practice") }
  var overview: String { below("test/overview") }
  var handIn: String { below("test/hand-in") }
  /// Answers are sent below it, by the keys of their questions.
  var answers: String { "\(base)/answers" }

  func question(_ number: Int) -> String { below("test/\(number)") }

  private func below(_ rest: String) -> String { spelled("\(base)/\(rest)") }
}
