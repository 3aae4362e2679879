import Contracts

extension MoneyTry {
  /// SHA-256 of all columns that never change, in their order: what the try's entries carry. How it
  /// ended is covered by what is booked. The twin of the function `document` in
  /// `sql/platform/billing`.
  var document: [UInt8] {
    var fields = DocumentFields()
    fields.add(id.text)
    fields.add(subject)
    fields.add(Int64(n))
    fields.add(purpose)
    fields.add(party)
    fields.add(adapter)
    fields.add(destination.unmasked.text)
    fields.add(amount.hundredths)
    fields.add(text)
    fields.add(by.role)
    fields.add(by.subject?.text)
    fields.add(madeAt)
    return fields.bytes.sha256
  }
}
