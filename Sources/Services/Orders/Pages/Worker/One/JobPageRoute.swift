import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/jobs/{id}`: one job, as its worker sees it; also what is shown where a photo was refused.
  @Sendable func jobPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let viewer = try visit.context.viewer(.worker)
    let id = try visit.context.id()
    // Before the job is read: what changes in between comes through the stream as well.
    let seen = try await database.readOne(FingerprintOfOrder(id: id, viewer: viewer)) ?? 0
    let order = try await find(id, for: viewer)
    return visit.page(
      try await view(ofJob: order, visit, seen: seen), titleKey: "job",
      ["service": order.serviceTypeName],
      scripts: (order.status.isOpen ? Visit.live : []) + [Visit.photo])
  }

  /// `/jobs/{id}/stream`
  @Sendable func jobStream(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.worker)
    let id = try visit.context.id()
    _ = try await find(id, for: viewer)
    return try await follow(visit, visit.query()) {
      try await database.readOne(FingerprintOfOrder(id: id, viewer: viewer)) ?? 0
    } regions: {
      visit.ownFragment(try await view(ofJob: try await find(id, for: viewer), visit))
    }
  }

  /// What the clock alone changes, such as that check-in opens, no stream tells: `live.js` asks for the
  /// page each minute.
  ///
  /// - Parameter seen: the fingerprint from before it was read; nil: the page has its stream already.
  private func view(
    ofJob order: Order, _ visit: Visit, seen: Int64? = nil
  ) async throws -> JobView {
    let now = clock.now()
    let durations = configuration.durations
    let stage = JobStage(of: order, at: now, durations)
    let told =
      order.times + [stage.instant] + JobEnding.allCases.map { $0.earliest(of: order, durations) }
    let words = try await words(visit, told, at: now)
    let page = Address.job(order.id)
    return JobView(
      mark: words.mark(order), banner: words.banner(of: stage, order),
      refused: visit.refusal.flatMap { _ in
        PhotoKind.allCases.first { page.below($0.rawValue).path == visit.request.uri.path }
          .map { photoForm(of: $0, page, visit) }
      },
      photo: stage.photo.map { photoForm(of: $0, page, visit) },
      done: words.doneWith(order, for: visit.caller),
      steps: Steps(words.jobSteps(of: order)), summary: Summary(words.jobFacts(of: order)),
      endings: words.endings(of: order), isStill: stage.photo == nil && order.status.isOpen,
      back: Address.jobs.path,
      live: order.status.isOpen
        ? LiveMark(
          asOf: words.clock(now), visit.texts,
          stream: seen.map { Fingerprint.address(of: page.below("stream"), seen: $0) }) : nil)
  }

  private func photoForm(
    of kind: PhotoKind, _ page: Address, _ visit: Visit
  ) -> PhotoFormView {
    visit.photoForm(
      to: page.below(kind.rawValue).path,
      label: visit.texts.text("job_photo_label_\(kind.rawValue)"),
      submit: visit.texts.text("job_send_\(kind.rawValue)"))
  }
}

extension OrderWords {
  fileprivate func banner(of stage: JobStage, _ order: Order) -> Banner {
    let time = stage.instant.map { self.time($0) } ?? ""
    switch stage {
    case .early: return Banner(text("job_early", ["time": time]))
    case .toCheckIn: return Banner(text("job_to_check_in", ["time": time]))
    case .missed: return Banner(text("job_missed", ["time": time]), isWarning: true)
    case .started: return Banner(text("job_started"))
    case .reportLate: return Banner(text("job_report_late", ["time": time]), isWarning: true)
    case .reportMissed: return Banner(text("job_report_missed", ["time": time]), isWarning: true)
    case .ended:
      let outcome = order.status.rawValue
      return Banner(
        text("job_ended_\(outcome)", ["amount": money(order.earned)]),
        isWarning: order.status == .failed)
    }
  }

  /// The photos that are not asked for any more; if the job has ended without one, that is said.
  fileprivate func doneWith(_ order: Order, for worker: Caller) -> [JobView.DoneWith] {
    PhotoKind.allCases.compactMap { kind in
      let isThere = order.digest(of: kind) != nil
      guard isThere || !order.status.isOpen else { return nil }
      return .init(
        address: Address.job(order.id).below(kind.rawValue).path, whose: worker.subject.text,
        words: isThere ? nil : text("job_photo_unsent"))
    }
  }

  /// What may be said already, and what may be said of the client later.
  fileprivate func endings(of order: Order) -> JobView.Endings? {
    let possible = JobEnding.allCases.filter { $0.isPossible(for: order) }
    guard !possible.isEmpty else { return nil }
    let early = possible.filter { ending in
      ending.earliest(of: order, durations).map { $0 > now } ?? false
    }
    return JobView.Endings(
      title: text(order.status == .accepted ? "job_not_coming" : "job_did_not_work"),
      ways: possible.filter { !early.contains($0) }.map { ending in
        .init(
          text("job_end_\(ending.rawValue)"),
          path: Address.job(order.id).below(ending.rawValue).path)
      },
      later: early.map { ending in
        let earliest = ending.earliest(of: order, durations) ?? now
        return text(
          "job_end_later", ["act": text("job_end_\(ending.rawValue)"), "time": time(earliest)])
      })
  }
}
