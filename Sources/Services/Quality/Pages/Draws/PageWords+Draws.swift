import Contracts
import FoundationEssentials
import ServiceKit

extension DrawTerms {
  /// Of what is drawn from: it ends before `to`.
  var lastInstant: Date { to.addingTimeInterval(-1) }
}

extension PageWords {
  func row(_ draw: Draw) -> DrawsView.Row {
    DrawsView.Row(
      path: Address.page(ofDraw: draw.id).path, time: time(draw.at), manager: manager(draw.by),
      span: span(draw.terms), drawn: of(draw.drawn, draw.population))
  }

  func facts(_ draw: Draw) -> [ReviewFact] {
    let terms = draw.terms
    let asked =
      switch terms.share {
      case .count(let count): text("asked_count", ["count": "\(count)"])
      case .percent(let percent): text("asked_percent", ["percent": "\(percent)"])
      }
    return facts([
      ("drawn_by", "\(manager(draw.by)), \(time(draw.at))"), ("ended", span(terms)),
      ("asked", "\(asked), \(text("per_\(terms.grouping.rawValue)"))"),
      ("narrowed", narrowing(draw)), ("drawn_of", of(draw.drawn, draw.population)),
      ("seed", draw.seed.text), ("population_digest", draw.populationDigest),
    ])
  }

  func order(_ order: DrawnOrder) -> DrawView.Order {
    DrawView.Order(
      path: Address.page(ofReview: order.review).path,
      text: "\(order.serviceTypeName), \(order.workerName), \(day(order.endedAt))",
      mark: order.isClosed
        ? StatusMark(.done, text("reviewed")) : StatusMark(.waiting, text("to_be_reviewed")),
      digest: order.digest, rank: "\(order.rank)")
  }

  func proof(of group: DrawGroup, in draw: Draw) -> DrawView.Proof {
    DrawView.Proof(
      name: draw.terms.grouping == .all ? nil : group.name,
      size: of(group.drawn, group.population),
      file: Address.populationPage(of: draw.id).path + (group.id.map { "?group=\($0.wire)" } ?? ""),
      command: DrawProof.command(draw.seed.text, group.drawn))
  }

  private func span(_ terms: DrawTerms) -> String {
    text("span", ["from": time(terms.from), "to": time(terms.lastInstant)])
  }

  private func narrowing(_ draw: Draw) -> String {
    let names = [
      ("worker", draw.terms.worker, draw.workerName),
      ("service", draw.terms.serviceType, draw.serviceTypeName),
    ].compactMap { kind, id, name in
      id.map { text("only_\(kind)", ["name": name ?? $0.wire]) }
    }
    return names.isEmpty ? text("not_narrowed") : names.joined(separator: "; ")
  }

  private func of(_ drawn: Int, _ population: Int) -> String {
    text("drawn_of", ["drawn": "\(drawn)", "count": "\(population)"])
  }
}
