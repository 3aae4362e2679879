import Contracts
import FoundationEssentials

extension Difference {
  /// SHA-256 of all columns that never change, in their order: what its entries carry. `standing` is not
  /// among them: what is booked is paid. The twin of the function `document` in `sql/platform/billing`.
  var document: [UInt8] {
    var fields = DocumentFields()
    fields.add(id)
    fields.add(adapter)
    fields.add(kind.rawValue)
    fields.add(reference.text)
    fields.add(key.text)
    fields.add(ours?.hundredths)
    fields.add(theirs?.hundredths)
    fields.add(foundAt)
    return fields.bytes.sha256
  }
}
