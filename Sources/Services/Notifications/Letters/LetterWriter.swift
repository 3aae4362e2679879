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
  /// Where this site is; nil: mails lead to no page of it.
  let site: String?
  /// nil: no portal is known.
  let portal: PortalDoor?

  /// - Throws: `LetterDefect` for a mail that leads to a portal that is not known, and
  ///   `LinkSeal.Broken` for one whose link does not open.
  func letter(_ template: MailTemplate, _ told: any MailContent) throws -> Letter {
    let (reader, arguments) = (template.reader, told.arguments(by: self))
    return try Letter(
      language: texts.language.rawValue,
      subject: texts.text(template.key("subject"), arguments),
      greeting: greeting(told.firstName(of: reader)),
      lead: texts.text(template.key("lead"), arguments), written: told.written,
      facts: template.facts.compactMap { fact in
        told.said(fact, to: reader, by: self).map {
          Letter.Line(label: texts.text(fact.label), text: $0)
        }
      }, links: told.links(in: template).compactMap(link),
      footer: texts.text(told.written == nil ? "footer_mail" : "footer_written"))
  }

  private func greeting(_ name: String?) -> String {
    name.map { texts.text("greeting", ["name": $0]) } ?? texts.text("greeting_nameless")
  }

  private func link(_ link: LetterLink) throws -> Letter.Link? {
    try url(of: link.place).map {
      Letter.Link(label: texts.text(link.label), url: $0, isAct: link.isAct)
    }
  }

  private func url(of place: LetterLink.Place) throws -> String? {
    switch place {
    case .page(let path): return site.map { $0 + path }
    case .portal(let link, let application):
      guard let portal else { throw LetterDefect() }
      return try portal.url(of: link, of: application)
    }
  }

  /// Day and time with the zone, since nobody knows where a mail is read.
  ///
  /// - Parameter withYear: for what is kept.
  func moment(_ instant: Date, withYear: Bool = false) -> String {
    guard let time = times[instant] else { return Timestamp.format(instant) }
    let day = withYear ? dated(time) : time.day(texts)
    return texts.text("moment", ["day": day, "time": time.time, "zone": zoneName])
  }

  /// With years, for what is kept; and with the first of both instants, but without the second.
  func period(_ from: Date, _ to: Date) -> String {
    texts.text("period", ["from": date(from), "to": date(to), "zone": zoneName])
  }

  /// In minutes, and in seconds beyond.
  func span(_ seconds: Int) -> String {
    [("minutes", seconds / 60), ("seconds", seconds % 60)]
      .filter { $0.1 > 0 }
      .map { texts.text("span_\($0.0)", ["count": "\($0.1)"]) }
      .joined(separator: " ")
  }

  func amount(_ amount: Money) -> String { amount.words(in: texts.language) }

  /// nil for nothing.
  func amountIfAny(_ amount: Money) -> String? { amount == .zero ? nil : self.amount(amount) }

  private func date(_ instant: Date) -> String {
    guard let time = times[instant] else { return Timestamp.format(instant) }
    return "\(dated(time)), \(time.time)"
  }

  private func dated(_ time: LocalTime) -> String { "\(time.day(texts)) \(time.day.prefix(4))" }

  private var zoneName: String { texts.find("zone_\(zone)") ?? zone }
}
