import Contracts
import FoundationEssentials
import ServiceKit

// Where packages stand.
extension PackageRows {
  func marks(of package: Package) -> [StatusMark] {
    [end(of: package), status(of: package), cookie(package.cookie.status)].compactMap(\.self)
  }

  /// How the order ended and what that means for the package; nil: it has not ended, or the package
  /// has been dealt with.
  private func end(of package: Package) -> StatusMark? {
    guard let outcome = package.outcome, package.unpackedAt == nil else { return nil }
    let task =
      switch (role, package.status) {
      case (.worker, .issued): "bring_back"
      case (.worker, _): "nothing_to_collect"
      case (_, .toPack): "do_not_pack"
      default: "to_unpack"
      }
    return StatusMark(
      StatusMark.Kind(outcome),
      texts.text(task, ["outcome": texts.text("outcome_\(outcome.rawValue)")]))
  }

  private func status(of package: Package) -> StatusMark? {
    if let unpackedAt = package.unpackedAt {
      let key = package.hasNothingToUnpack ? "taken_off" : "unpacked"
      return StatusMark(.cancelled, texts.text(key, ["time": details.time(unpackedAt)]))
    }
    // What is not to be packed any more is not "to pack".
    if package.hasNothingToUnpack, package.outcome != nil { return nil }
    let since = (package.issuedAt ?? package.readyAt).map(details.time) ?? ""
    return StatusMark(
      kind(of: package.status), said("status_\(package.status.rawValue)", ["time": since]))
  }

  private func kind(of status: PackageStatus) -> StatusMark.Kind {
    switch status {
    case .toPack: .waiting
    case .ready: .underWay
    case .issued: .done
    }
  }

  /// Why a cookie is not here is the department's business.
  private func cookie(_ status: CookieStatus) -> StatusMark {
    if role == .worker, status != .arrived {
      return StatusMark(.waiting, texts.text("cookie_absent"))
    }
    return StatusMark(kind(of: status), texts.text("cookie_\(status.rawValue)"))
  }

  private func kind(of cookie: CookieStatus) -> StatusMark.Kind {
    switch cookie {
    case .due: .waiting
    case .ordered: .underWay
    case .late: .late
    case .arrived: .done
    case .missing: .failed
    case .notOrdered: .cancelled
    }
  }
}

extension Package {
  /// what was never packed is only taken off the list.
  var hasNothingToUnpack: Bool { status == .toPack }
}
