import Contracts
import ServiceKit

extension ApplicationTold {
  func firstName(of reader: Recipient.Kind) -> String? { firstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    [link].compactMap(\.self).map {
      LetterLink(label: "link_\($0.kind.rawValue)", place: .portal($0, of: applicationID))
    }
  }

  func arguments(by writer: LetterWriter) -> LetterArguments { ["vacancy": vacancyTitle] }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .vacancy: vacancyTitle
    case .questions: questions.map { "\($0)" }
    case .time: time.map(writer.span)
    case .added: added.map(writer.span)
    case .beginBy: beginBy.map { writer.moment($0) }
    case .ends: endsAt.map { writer.moment($0) }
    case .again: againFrom.map { writer.moment($0, withYear: true) }
    default: nil
    }
  }
}
