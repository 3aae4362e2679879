import ServiceKit

/// A service type as a manager wants it.
struct ServiceTypeDraft: Sendable {
  let name: String
  let description: String
  let durationMinutes: Int
  let isActive: Bool
  let characteristics: [String: Int]
  let packingList: [String]
  let leadMinutes: Int
  let horizonDays: Int
  let travelMinutes: Int

  init(_ form: Form) {
    let change = ServiceTypeChange(form)
    name = form.contains("name") ? change.name ?? "" : form.text("name", ServiceTypeLimits.name)
    durationMinutes =
      form.contains("duration_minutes")
      ? change.durationMinutes ?? 1 : form.int("duration_minutes", ServiceTypeLimits.duration)
    description = change.description ?? ""
    isActive = change.isActive ?? true
    characteristics = change.characteristics ?? [:]
    packingList = change.packingList ?? []
    leadMinutes = change.leadMinutes ?? 120
    horizonDays = change.horizonDays ?? 60
    travelMinutes = change.travelMinutes ?? 60
  }
}

/// What a manager changes; nil stays as it is.
struct ServiceTypeChange: Sendable {
  let name: String?
  let description: String?
  let durationMinutes: Int?
  let isActive: Bool?
  let characteristics: [String: Int]?
  let packingList: [String]?
  let leadMinutes: Int?
  let horizonDays: Int?
  let travelMinutes: Int?

  /// Reads each field only if it was sent: none of them may be null.
  init(_ form: Form) {
    func sent<Value>(_ name: String, _ read: () -> Value) -> Value? {
      form.contains(name) ? read() : nil
    }
    name = sent("name") { form.text("name", ServiceTypeLimits.name) }
    description = sent("description") { form.text("description", 0...2000) }
    durationMinutes = sent("duration_minutes") {
      form.int("duration_minutes", ServiceTypeLimits.duration)
    }
    isActive = sent("active") { form.bool("active") }
    characteristics = sent("characteristics") {
      form.numbers("characteristics", names: Characteristics.names, 0...100)
    }
    packingList = sent("packing_list") { form.texts("packing_list", 0...50, 1...200) }
    leadMinutes = sent("lead_minutes") { form.int("lead_minutes", 0...43_200) }
    horizonDays = sent("horizon_days") { form.int("horizon_days", 1...366) }
    travelMinutes = sent("travel_minutes") { form.int("travel_minutes", 0...1_440) }
  }
}

enum ServiceTypeLimits {
  static let name = 1...100
  static let duration = 1...1_440
}
