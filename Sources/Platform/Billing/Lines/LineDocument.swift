import Contracts
import FoundationEssentials

extension KeptLine {
  /// SHA-256 of all columns in their order: what the line's entries carry, so that the chain covers
  /// its texts, too. The twin of the function `document` in `sql/platform/billing`.
  var document: [UInt8] {
    let order = line.order
    var fields = DocumentFields()
    fields.add(line.id)
    fields.add(line.party)
    fields.add(Int64(period))
    fields.add(line.kind)
    fields.add(line.amount.hundredths)
    fields.add(line.occurredAt)
    fields.add(line.recordedAt)
    fields.add(order?.id)
    fields.add(order?.serviceTypeName)
    fields.add(order?.outcome.rawValue)
    fields.add(order?.reason)
    fields.add(order?.price.hundredths)
    fields.add(order?.discountPercent.map(Int64.init))
    fields.add(order?.earning?.hundredths)
    fields.add(line.reverses)
    fields.add(line.by.role)
    fields.add(line.by.subject?.text)
    fields.add(line.by.why)
    // It came later, and counts where it has a value.
    if let note = line.reversesNote { fields.add(note) }
    return fields.bytes.sha256
  }
}

/// A document's columns: four bytes of length and the value; a length of -1 for none.
struct DocumentFields {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ id: UUID?) { add(id) { $0.append(id: $1) } }
  mutating func add(_ number: Int64?) { add(number) { $0.append(number: $1) } }
  mutating func add(_ text: String?) { add(text) { $0.append(contentsOf: $1.utf8) } }
  mutating func add(_ time: Date?) { add(time) { $0.append(time: $1) } }

  private mutating func add<Value>(_ value: Value?, _ write: (inout [UInt8], Value) -> Void) {
    guard let value else { return bytes.append(number: Int32(-1)) }
    var field: [UInt8] = []
    write(&field, value)
    bytes.append(number: Int32(field.count))
    bytes += field
  }
}
