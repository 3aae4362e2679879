import ServiceKit

/// How well the bakery works.
struct BakeryBehaviour: Behaviour, Hashable {
  /// From the order to the delivery.
  var delaySeconds = 600.0
  /// The share of orders that are answered with 503; half of them are taken all the same.
  var failureRate = 0.0
  /// The share of deliveries that are told of more than once.
  var duplicateRate = 0.0
}

extension BakeryBehaviour {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("delay_seconds", delaySeconds)
    writer.field("failure_rate", failureRate)
    writer.field("duplicate_rate", duplicateRate)
    writer.endObject()
  }

  func changed(by form: Form) throws -> BakeryBehaviour {
    let changed = BakeryBehaviour(
      delaySeconds: form.optionalNumber("delay_seconds", Self.delays) ?? delaySeconds,
      failureRate: form.optionalNumber("failure_rate", Self.rates) ?? failureRate,
      duplicateRate: form.optionalNumber("duplicate_rate", Self.rates) ?? duplicateRate)
    try form.finish()
    return changed
  }
}
