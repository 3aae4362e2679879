import Contracts
import ServiceKit

extension OrderTold {
  func firstName(of reader: Recipient.Kind) -> String? {
    switch reader {
    case .client: clientFirstName
    case .worker: workerFirstName
    case .department, .audit, .applicant, .manager: nil
    }
  }

  func links(in template: MailTemplate) -> [LetterLink] {
    switch template.reader {
    case .client, .worker: sameAgain(template) + LetterLink.order(orderID, for: template.reader)
    case .department: [LetterLink(label: "link_packages", address: .packages)]
    case .audit, .applicant, .manager: []
    }
  }

  /// whoever nobody came to has the form, filled in, a press away.
  private func sameAgain(_ template: MailTemplate) -> [LetterLink] {
    guard template == .failed else { return [] }
    let form = Address.newOrder(copying: orderID)
    return [LetterLink(label: "link_same_again", place: .page(form), isAct: true)]
  }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    [
      "what": serviceTypeName, "when": writer.moment(scheduledAt), "worker": workerFirstName,
      "client": clientFirstName,
    ]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .when: writer.moment(scheduledAt)
    case .place: place
    case .what: serviceTypeName
    case .task: description
    case .worker: workerFirstName
    case .client: clientFirstName
    case .pickUp: pickUpAt.map { writer.moment($0) }
    case .supplies: packingList?.joined(separator: ", ")
    case .price, .charge: charge.map(writer.amount)
    case .earning: earning.map(writer.amount)
    case .until: failsAt.map { writer.moment($0) }
    case .why: reason.flatMap { writer.texts.find("reason_\(reader.rawValue)_\($0)") }
    default: nil
    }
  }
}
