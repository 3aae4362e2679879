import Contracts

/// What somebody is owed; negative: owes.
struct Balance: Sendable, Hashable {
  let party: Party
  let net: Money
}

/// One payment that clears debts.
struct Transfer: Sendable, Hashable {
  let debtor: Party
  let creditor: Party
  let amount: Money
}

/// Clears balances: the largest debtor pays the largest creditor, again and again. Each payment
/// clears one party at least, so there are fewer than parties.
///
/// - Parameter balances: whose sum is 0; what is left of any other stays.
func netted(_ balances: [Balance]) -> [Transfer] {
  var open = Dictionary(balances.map { ($0.party, $0.net) }, uniquingKeysWith: +)
  var transfers: [Transfer] = []
  // Of the same amount the smaller id comes first.
  while let debtor = open.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
    let creditor = open.min(by: { (.zero - $0.value, $0.key) < (.zero - $1.value, $1.key) }),
    debtor.value < .zero, creditor.value > .zero
  {
    let amount = min(debtor.value.magnitude, creditor.value)
    transfers.append(Transfer(debtor: debtor.key, creditor: creditor.key, amount: amount))
    open[debtor.key] = debtor.value + amount
    open[creditor.key] = creditor.value - amount
  }
  return transfers
}
