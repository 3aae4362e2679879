import Contracts
import ServiceKit

extension InvoiceTold {
  func firstName(of reader: Recipient.Kind) -> String? { clientFirstName }

  func links(in template: MailTemplate) -> [LetterLink] {
    [LetterLink(label: "link_invoice", address: .invoice(invoiceID))]
  }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    ["number": number, "total": writer.amount(total)]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    case .period: writer.period(from, to)
    case .lines: "\(lines)"
    case .total: writer.amount(total)
    case .creditUsed: writer.amountIfAny(creditUsed)
    case .credited: total < .zero ? writer.amount(total.magnitude) : nil
    case .due: writer.amount(due)
    case .how: due == .zero ? nil : isCollected(by: writer.texts)
    default: nil
    }
  }

  private func isCollected(by texts: LocalTexts) -> String {
    method.map { texts.text("collected_by", ["way": $0]) } ?? texts.text("collected_by_nothing")
  }
}
