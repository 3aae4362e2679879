import Contracts
import ServiceKit

extension SealTold {
  func firstName(of reader: Recipient.Kind) -> String? { nil }

  func arguments(by writer: LetterWriter) -> LetterArguments {
    [
      "number": "\(seal.number)", "side": ledger.rawValue,
      "ledger": writer.texts.text("ledger_\(ledger.rawValue)"),
    ]
  }

  func said(_ fact: LetterFact, to reader: Recipient.Kind, by writer: LetterWriter) -> String? {
    switch fact {
    // As `mcf ledger verify --head` reads it.
    case .kept: "\(ledger.schema) seal \(seal.number) \(seal.hash)"
    case .sealed: writer.moment(seal.sealedAt, withYear: true)
    case .key: seal.key
    case .signature: seal.signature
    default: nil
    }
  }
}
