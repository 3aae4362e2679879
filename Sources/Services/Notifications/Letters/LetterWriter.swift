import Contracts
import FoundationEssentials
import ServiceKit

/// Puts into words what is told of an order, to one reader in one language.
struct LetterWriter: Sendable {
  let texts: LocalTexts
  /// What clocks show, of all instants that are told of.
  let times: [Date: LocalTime]
  /// By its IANA name.
  let zone: String

  func letter(_ template: MailTemplate, _ order: OrderTold) -> Letter {
    let arguments = [
      "what": order.serviceTypeName, "when": moment(order.scheduledAt),
      "worker": order.workerFirstName, "client": order.clientFirstName,
    ]
    return Letter(
      language: texts.language.rawValue,
      subject: texts.text(template.key("subject"), arguments),
      greeting: greeting(template.reader, order),
      lead: texts.text(template.key("lead"), arguments),
      facts: template.facts.compactMap { fact in
        said(fact, template.reader, order).map {
          Letter.Line(label: texts.text(fact.label), text: $0)
        }
      },
      footer: texts.text("footer_mail"))
  }

  private func greeting(_ reader: Recipient.Kind, _ order: OrderTold) -> String {
    switch reader {
    case .client: texts.text("greeting", ["name": order.clientFirstName])
    case .worker: texts.text("greeting", ["name": order.workerFirstName])
    case .department: texts.text("greeting_department")
    }
  }

  /// nil: there is nothing to be said.
  private func said(
    _ fact: LetterFact, _ reader: Recipient.Kind, _ order: OrderTold
  ) -> String? {
    switch fact {
    case .when: moment(order.scheduledAt)
    case .place: order.place
    case .what: order.serviceTypeName
    case .task: order.description
    case .worker: order.workerFirstName
    case .client: order.clientFirstName
    case .pickUp: order.pickUpAt.map(moment)
    case .supplies: order.packingList?.joined(separator: ", ")
    case .price, .charge: order.charge?.words(in: texts.language)
    case .earning: order.earning?.words(in: texts.language)
    case .until: order.failsAt.map(moment)
    case .why: order.reason.flatMap { texts.find("reason_\(reader.rawValue)_\($0)") }
    }
  }

  /// Day and time with the zone, since nobody knows where a mail is read.
  private func moment(_ instant: Date) -> String {
    guard let time = times[instant] else { return Timestamp.format(instant) }
    return texts.text(
      "moment",
      [
        "day": time.day(texts), "time": time.time, "zone": texts.find("zone_\(zone)") ?? zone,
      ])
  }
}
