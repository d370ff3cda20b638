//! Ordinary words that stand behind a preposition without an article, as names do: "in contact with",
//! "in spite of", "under arrest". In a text without capitals, or of capitals only, nothing else tells
//! them from names.

/// Whether a word is an ordinary one, by a list or by its ending.
pub(super) fn is_ordinary(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_made = lower.len() > SHORTEST && ENDINGS.iter().any(|ending| lower.ends_with(ending));
    is_made || WORDS.split_ascii_whitespace().any(|own| own == lower)
}

/// Letters of the shortest word that an ending makes.
const SHORTEST: usize = 7;

/// Endings by which English makes nouns and adjectives, and hardly ever a name.
const ENDINGS: &[&str] = &[
    "ability", "ance", "ation", "ence", "fulness", "ibility", "iveness", "lessness", "ment", "ness",
    "ousness", "ship", "sion", "tion",
];

/// Words of news prose that no ending gives away.
const WORDS: &str = "
absence abuse acceptance access accident accord accordance account action activity addition advance
advantage adversity agony agreement aid alarm alert alliance amount anger anguish answer
anticipation apathy appearance approval area arms arrangement arrears ashes aspect assault
assistance association attack attempt attendance attention attitude authority average background
balance battle bed behalf being belief benefit blame blood bloodshed blow body bondage border bottom
break brief bulk burial business call calm capacity captivity care carnage case cash cause caution
celebration center central ceremony challenge chance change chaos character charge check choice
circulation circumstances civilian clash class clear clothes cold collaboration collapse collision
collusion combat command comment commission common communication company comparison competition
complaint compliance complicity concern concert conclusion condition conference confidence conflict
confrontation confusion connection conscience consequence consideration consolation conspiracy
constant contact contempt contention context contract contrast control convoy cooperation
coordination core corner corruption cost council country course court cover coverage credit crime
crisis criticism cross crowd cruelty currency current custody danger dark darkness daylight death
debate debt decay decline defeat defence defense defiance delay demand denial depth despair
desperation detail detention development difficulty direction disagreement disarray discipline
disgrace disguise disgust dispute disrepair distress disturbance doubt drive duress duty earnest
ease education effect effort elections emergency end enforcement entirety entrance entrepreneurial
entry environment error escalation essence event evidence example excess exchange exclusive excuse
execution exercise exile existence expectation experience explanation exposure extent extremis eye
face fact faith fall fame family fashion favor favour fear field fight fighting final fire firm
flames flight flux focus folly force form formation free freedom front fulfilment fun function fund
future gear general good government gratitude green grief grounds group growth guilt half hand harm
harmony haste hatred hazard health heaps heart heat help hiding history hold home honor honour hope
horror hospital hostage hours house human hunger idea illness imitation impact importance impunity
industry influence information ink innocence inquiry installation instance instinct intelligence
intent intention interest intervention investigation isolation issue jail jeopardy joint journey joy
judgment justice justification keeping kind lack land large law leadership league length level
liberty lieu life light limbo limit limits line literature local logistics love loyalty luck madness
maintenance majority manner mass matter means measure media medicine meeting memory mercy middle
might mind minority misery mission mistake moderation moment motion mourning movement murder name
nation nature need neglect negotiation neutrality new night no noise normal nothing number oath
obedience objection obscurity occupation offense office official open operation opinion opposition
oppression order origin outrage pain panic parade parallel part partial particular party pass
passing past patriotic pay peace peril period permission person perspective pieces place plain plan
pleasure plenty point police policy politics population position possession power practice praise
prayer preparation presence present press pressure pride principle prison private problem process
production profit progress protection protest proximity public punishment purpose pursuit quality
quantity question quick range rank rate reach reaction readiness reality reason rebellion rebuke
receipt recognition reconciliation record recovery reference refuge refusal regard region regret
relation relationship relief religion remorse repair reply report repression reprisal request rescue
reserve residence resistance resolution respect response responsibility rest result retaliation
retreat retrospect return revenge reverse revolt reward right riot risk role rubble ruin ruins rule
sabotage safety sale school science search season seat seclusion secrecy secret section security
seige self sense separation sequence series service session shape shelter shock short shreds siege
sight sign silence situation size slaughter slavery small social society solidarity sorrow source
space speech spirit spite stability stage stand state status step stock storage store strength
stress strife strike strong struggle style subject submission success suffering suffrage sum summary
supply support surprise surrender suspense suspicion sympathy system talks task tatters teamwork
tears technical tension terms terror terrorism theory thinking threat time togetherness tone top
torture total touch town trade tradition traffic training transit transshipment travel treatment
triangle trouble trust truth turmoil turn type unanimity uniform unison unity unjustified unrest
uproar urgent use utter vain value variety vengeance verse view vigil vigilance violation violence
virtue vogue voice volume vote wait wake want war waste water way weakness wealth weather week while
will wisdom work world worry writing wrong year yield zeal
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_are_no_names() {
        for word in ["CONTACT", "spite", "TRANSSHIPMENT", "escalation"] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["CARHUAPATA", "Nation-Duma", "ataq", "CONCEPCION"] {
            assert!(!is_ordinary(word), "{word}");
        }
    }
}
