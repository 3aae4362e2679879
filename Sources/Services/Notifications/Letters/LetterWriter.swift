import Contracts
import FoundationEssentials
import ServiceKit

/// Puts into words what is told, in one language.
struct LetterWriter: Sendable {
  let texts: LocalTexts
  /// What clocks show, of all instants that are told of.
  let times: [Date: LocalTime]
  /// By its IANA name.
  let zone: String

  func letter(_ template: MailTemplate, _ told: any MailContent) -> Letter {
    let (reader, arguments) = (template.reader, told.arguments(by: self))
    return Letter(
      language: texts.language.rawValue,
      subject: texts.text(template.key("subject"), arguments),
      greeting: greeting(told.firstName(of: reader)),
      lead: texts.text(template.key("lead"), arguments),
      facts: template.facts.compactMap { fact in
        told.said(fact, to: reader, by: self).map {
          Letter.Line(label: texts.text(fact.label), text: $0)
        }
      },
      footer: texts.text("footer_mail"))
  }

  private func greeting(_ name: String?) -> String {
    name.map { texts.text("greeting", ["name": $0]) } ?? texts.text("greeting_nameless")
  }

  /// Day and time with the zone, since nobody knows where a mail is read.
  func moment(_ instant: Date) -> String {
    guard let time = times[instant] else { return Timestamp.format(instant) }
    return texts.text(
      "moment",
      [
        "day": time.day(texts), "time": time.time, "zone": texts.find("zone_\(zone)") ?? zone,
      ])
  }

  func amount(_ amount: Money) -> String { amount.words(in: texts.language) }
}
