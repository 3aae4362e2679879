import Contracts
import FoundationEssentials
import ServiceKit

/// Makes packages into what templates show, for one kind of reader.
struct PackageRows {
  let texts: LocalTexts
  let details: PackageDetails
  let role: PackageViewer.Role
  let takeBack: TimeInterval

  /// The late ones, then day by day, each by pick-up time.
  func groups(_ packages: [Package]) -> [PackageGroup] {
    let sorted = packages.map { (package: $0, order: ExactText(order($0))) }
      .sorted { $0.order < $1.order }
    return sorted.reduce(into: []) { groups, next in
      let package = next.package
      guard let time = details.clocks[package.pickUpAt] else { return }
      let isLate = package.isLate(at: details.now)
      let day = isLate ? "late" : time.day
      if groups.last?.day != day {
        let heading = isLate ? texts.text("late") : time.day(texts)
        groups.append(PackageGroup(day: day, heading: heading, rows: []))
      }
      groups[groups.count - 1].rows.append(row(package, order: next.order.text))
    }
  }

  /// What rows sort by as texts: whether late, the pick-up time, the id.
  func order(_ package: Package) -> String {
    let rank = package.isLate(at: details.now) ? "0" : "1"
    return "\(rank) \(Timestamp.format(package.pickUpAt)) \(package.id.wire)"
  }

  private func row(_ package: Package, order: String) -> PackageRow {
    let marks = PackageMarks(texts: texts, details: details, role: role).marks(of: package)
    let (forClerk, isLate) = (role == .clerk, package.isLate(at: details.now))
    let span = span(to: package.pickUpAt)
    let pickUp = isLate ? moment(package.pickUpAt) : details.time(package.pickUpAt)
    let job = texts.text(
      "job",
      ["time": moment(package.scheduledAt, unless: package.pickUpAt), "place": package.place])
    let title = forClerk ? package.workerName : job
    return PackageRow(
      id: package.id.wire, version: package.version, order: order,
      pickUpAt: Timestamp.format(package.pickUpAt), pickUp: pickUp,
      due: package.isDue(at: details.now) ? texts.text("due", ["span": span]) : nil,
      lateness: isLate ? StatusMark(.late, texts.text("late_by", ["span": span])) : nil,
      title: title, items: package.packingList,
      about: [package.serviceTypeName, package.clientFirstName, package.description]
        .joined(separator: " · "),
      job: forClerk ? texts.text("job_line", ["job": job]) : nil, marks: marks,
      steps: steps(of: package, next: true), others: steps(of: package, next: false),
      history: forClerk ? history(of: package) : [],
      summary: "\(pickUp), \(title): " + marks.map(\.text).joined(separator: ", "))
  }

  private func steps(of package: Package, next: Bool) -> [PackageRow.Step] {
    guard role == .clerk else { return [] }
    let possible = package.steps(at: details.now, takeBack: takeBack)
    return PackageStep.allCases.filter { possible.contains($0) && $0.isNext == next }.map { step in
      PackageRow.Step(
        name: step.rawValue, path: Address.packageButton(step, of: package.id.wire).path,
        label: texts.text(
          package.hasNothingToUnpack && step == .unpack ? "step_take-off" : "step_\(step.rawValue)"),
        takes: step == .takeBack ? package.lastStep?.step.rawValue : nil)
    }
  }

  private func history(of package: Package) -> [PackageRow.Line] {
    (details.histories[package.id] ?? []).map { entry in
      let by = entry.by == "clerk" ? entry.subject?.text : texts.find("by_\(entry.by)")
      return PackageRow.Line(
        time: moment(entry.at),
        text: [texts.text("event_\(entry.event)"), by].compactMap(\.self).joined(separator: " · "))
    }
  }
}

// Times.
extension PackageRows {
  /// The time, with its day if that is another than today, or than that of a time beside it.
  private func moment(_ instant: Date, unless other: Date? = nil) -> String {
    guard let time = details.clocks[instant] else { return "" }
    let isSameDay = time.day == details.clocks[other ?? details.now]?.day
    return isSameDay ? time.time : "\(time.day(texts)), \(time.time)"
  }

  /// How far an instant is from now, in its two greatest units; what has begun counts.
  private func span(to instant: Date) -> String {
    let minutes = Int((abs(instant.timeIntervalSince(details.now)) / 60).rounded(.up))
    let (hours, days) = (minutes / 60, minutes / (24 * 60))
    let key = days > 0 ? "span_days" : hours > 0 ? "span_hours" : "span_minutes"
    return texts.text(
      key,
      ["days": String(days), "hours": String(hours % 24), "minutes": String(minutes % 60)])
  }
}

extension PackageStep {
  /// What brings a package on, and not what is done beside that or undone.
  fileprivate var isNext: Bool {
    switch self {
    case .ready, .issue, .unpack: true
    case .takeBack, .cookieArrived: false
    }
  }
}

extension Package {
  /// Whether somebody still waits for it.
  fileprivate func isDue(at now: Date) -> Bool {
    outcome == nil && status != .issued && pickUpAt > now
  }
}
