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

  func link(for reader: Recipient.Kind) -> LetterLink? {
    reader == .department ? LetterLink(label: "link_packages", address: .packages) : nil
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
