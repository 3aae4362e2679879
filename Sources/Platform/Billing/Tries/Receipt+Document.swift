import Contracts

extension Receipt {
  /// SHA-256 of all columns in their order: what the receipt's entries carry. The twin of the function
  /// `document` in `sql/platform/billing`.
  var document: [UInt8] {
    var fields = DocumentFields()
    fields.add(id)
    fields.add(adapter)
    fields.add(reference.text)
    fields.add(direction.rawValue)
    fields.add(tryID?.text)
    fields.add(invoice)
    fields.add(party)
    fields.add(amount.hundredths)
    fields.add(occurredAt)
    fields.add(recordedAt)
    fields.add(excess.hundredths)
    return fields.bytes.sha256
  }
}
