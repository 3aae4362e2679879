public import Contracts

/// Whom a register has, as managers see them on pages.
public protocol RegisteredPerson: RegisterRow {
  var active: Bool { get }
  /// What they are called.
  var name: String { get }
  /// Where managers see and change them; what else may be done lies below.
  var page: Address { get }
}

extension RegisteredPerson {
  /// Whether they are active, in words.
  public func mark(_ texts: LocalTexts) -> StatusMark {
    active
      ? StatusMark(.done, texts.text("register_active"))
      : StatusMark(.cancelled, texts.text("register_inactive"))
  }

  /// To the page that asks once more whether they shall be deactivated, or activated.
  public func wayToActivation(_ texts: LocalTexts) -> CardView.Way {
    let act = active ? Activation.deactivate : .activate
    return CardView.Way(act.words(texts), path: page.below(act.rawValue).path)
  }
}
