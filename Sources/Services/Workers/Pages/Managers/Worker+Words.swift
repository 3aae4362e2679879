import Contracts
import FoundationEssentials
import ServiceKit

// What managers read of a worker.
extension Worker {
  func known(_ texts: LocalTexts) -> Summary {
    Summary([
      .init(texts.text("field_email"), details.email, path: "mailto:\(details.email)"),
      .init(texts.text("field_phone"), details.phone),
      .init(texts.text("known_age"), texts.text("years", ["count": "\(details.age)"])),
      .init(texts.text("known_breed"), details.breed),
      .init(texts.text("known_coat"), details.coatColour),
      .init(texts.text("origin"), texts.text("origin_\(origin.rawValue)")),
      .init(texts.text("orders"), texts.text("their_orders"), path: ordersPage()),
    ])
  }

  /// Whoever is deactivated may still have orders, which a manager can fail in one act (R-133).
  func banner(_ texts: LocalTexts) -> Banner? {
    guard !active else { return nil }
    return Banner(
      texts.text("inactive_banner"), isWarning: true,
      way: .init(texts.text("open_orders"), path: ordersPage(("open", "true"))))
  }

  /// - Parameter narrowed: what the list of the worker's orders is narrowed to.
  private func ordersPage(_ narrowed: (String, String)...) -> String {
    Address.managersOrders.path + queryString([("worker", id.wire)] + narrowed)
  }
}

extension Characteristics {
  /// Each with its points as a bar.
  func bars(_ texts: LocalTexts) -> [Bar] {
    zip(Self.names, points).map { name, points in
      Bar("\(texts.text("characteristic_\(name)")) · \(points)", percent: Int(points))
    }
  }
}

extension WorkingHours {
  /// The week, a day a line.
  func words(_ texts: LocalTexts) -> Summary {
    Summary(
      WeekOfRows.weekdays.map { weekday in
        let stretches = shifts.filter { $0.weekday == weekday }
          .map { "\(TimeOfDay.text($0.from))–\(TimeOfDay.text($0.to))" }
        return .init(
          texts.text("weekday_\(weekday)"),
          stretches.isEmpty ? texts.text("hours_none") : stretches.joined(separator: ", "))
      })
  }
}

extension Absence {
  /// The worker's orders of its days, which managers may fail.
  func ordersPage(_ clocks: [Date: LocalTime]) -> String {
    let days = [("from", period.lowerBound), ("to", lastMoment)]
    return Address.managersOrders.path
      + queryString(
        [("worker", workerID.wire)]
          + days.compactMap { name, instant in clocks[instant].map { (name, $0.day) } })
  }
}
