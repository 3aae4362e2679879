import FoundationEssentials
import ServiceKit

typealias ServiceTypeChange = RowChange<ServiceType>

extension ServiceTypeChange {
  /// Reads the fields that were sent: none of them may be null.
  ///
  /// - Parameter isNew: whether those must be there that have no default.
  init(_ form: Form, isNew: Bool = false) throws {
    self.init()
    read(form, "name", \.name, isRequired: isNew) { $0.text($1, 1...100) }
    read(form, "description", \.description) { $0.text($1, 0...2000) }
    read(form, "duration_minutes", \.durationMinutes, isRequired: isNew) { $0.int($1, 1...1_440) }
    read(form, "active", \.isActive) { $0.bool($1) }
    read(form, "characteristics", \.characteristics) {
      $0.numbers($1, names: Characteristics.names, 0...100)
    }
    read(form, "packing_list", \.packingList) { $0.texts($1, 0...50, 1...200) }
    read(form, "lead_minutes", \.leadMinutes) { $0.int($1, 0...43_200) }
    read(form, "horizon_days", \.horizonDays) { $0.int($1, 1...366) }
    read(form, "travel_minutes", \.travelMinutes) { $0.int($1, 0...1_440) }
    try form.finish()
  }
}

extension ServiceType {
  /// As a manager adds it.
  init(_ form: Form, id: UUID) throws {
    let nothing = ServiceType(id: id, name: "", durationMinutes: 0, version: 0)
    self = try ServiceTypeChange(form, isNew: true).applied(to: nothing)
  }
}
