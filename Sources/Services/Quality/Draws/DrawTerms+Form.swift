import FoundationEssentials
import ServiceKit

extension DrawTerms {
  /// As a manager asks for a draw.
  init(_ form: Form) {
    from = form.time("from")
    to = form.time("to")
    serviceType = form.optionalUUID("service_type_id")
    worker = form.optionalUUID("worker_id")
    grouping = form.optionalChoice("per", DrawGrouping.self) ?? .all
    share = DrawShare(form)
    if form.mistakes.isEmpty, to <= from { form.mistake(in: "to", .notAfter("from")) }
  }
}

extension DrawShare {
  /// A number or a percentage.
  fileprivate init(_ form: Form) {
    let count = form.optionalInt("count", 1...DrawRule.most)
    let percent = form.optionalInt("percent", DrawShare.percents)
    let given = ["count", "percent"].filter { (form.value($0) ?? .null) != .null }
    if given.count != 1 { form.mistake(in: "count", .eitherOr("give either count or percent")) }
    self = percent.map(DrawShare.percent) ?? .count(count ?? 1)
  }
}
