import Contracts
import ServiceKit

extension ReviewTold {
  func firstName(of reader: Recipient.Kind) -> String? { firstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    orderID.map { LetterLink.order($0, for: template.reader) } ?? []
  }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    ["what": serviceTypeName, "when": writer.moment(scheduledAt)]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .what: serviceTypeName
    case .when: writer.moment(scheduledAt)
    default: nil
    }
  }
}
