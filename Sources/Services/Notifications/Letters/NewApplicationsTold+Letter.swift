import Contracts
import ServiceKit

extension NewApplicationsTold {
  func firstName(of reader: Recipient.Kind) -> String? { firstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    [LetterLink(label: "link_applications", address: .applicationPages)]
  }

  func arguments(by writer: LetterWriter) -> LetterArguments { ["count": "\(count)"] }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .applications:
      vacancies.map { "\($0.title(in: writer.texts.language)) (\($0.count))" }
        .joined(separator: "\n")
    case .applicants: names.flatMap { list($0, by: writer) }
    default: nil
    }
  }

  private func list(_ names: [String], by writer: LetterWriter) -> String? {
    guard !names.isEmpty else { return nil }
    let known = names.joined(separator: ", ")
    guard count > names.count else { return known }
    return writer.texts.text(
      "names_more", ["names": known, "count": "\(count - names.count)"])
  }
}

extension NewApplicationsTold.Vacancy {
  /// In that language, else in the other one.
  fileprivate func title(in language: Language) -> String {
    titles.first { $0.language == language }?.text ?? title
  }
}
