import Contracts

extension Invoice {
  /// SHA-256 of all columns in their order but name and e-mail, so that these can be erased: what the
  /// invoice's entries carry. The twin of the function `document` in `sql/platform/billing`.
  var document: [UInt8] {
    var fields = DocumentFields()
    fields.add(id)
    fields.add(party)
    fields.add(Int64(period))
    fields.add(number.series)
    fields.add(Int64(number.year))
    fields.add(number.number)
    fields.add(Int64(lines))
    fields.add(Int64(lateLines))
    fields.add(total.hundredths)
    fields.add(carriedIn.hundredths)
    fields.add(due.hundredths)
    fields.add(issuedAt)
    return fields.bytes.sha256
  }
}
