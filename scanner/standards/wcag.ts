// https://www.w3.org/TR/WCAG22/ and its authorised Italian translation, https://www.w3.org/Translations/WCAG22-it/
// Clause numbers: EN 301 549 V3.2.1 (2021-03); V4.1.1 (2026-09) numbers its clause 9 the same way.

/** number | level | WCAG version that brought it | handle | English title | Italian title | clause in V3.2.1 */
const TABLE = `
1.1.1|A|2.0|non-text-content|Non-text Content|Contenuti non testuali|9.1.1.1
1.2.1|A|2.0|audio-only-and-video-only-prerecorded|Audio-only and Video-only (Prerecorded)|Solo audio e solo video (preregistrati)|9.1.2.1
1.2.2|A|2.0|captions-prerecorded|Captions (Prerecorded)|Sottotitoli (preregistrati)|9.1.2.2
1.2.3|A|2.0|audio-description-or-media-alternative-prerecorded|Audio Description or Media Alternative (Prerecorded)|Audiodescrizione o tipo di media alternativo (preregistrato)|9.1.2.3
1.2.4|AA|2.0|captions-live|Captions (Live)|Sottotitoli (in tempo reale)|9.1.2.4
1.2.5|AA|2.0|audio-description-prerecorded|Audio Description (Prerecorded)|Audiodescrizione (preregistrata)|9.1.2.5
1.2.6|AAA|2.0|sign-language-prerecorded|Sign Language (Prerecorded)|Lingua dei segni (preregistrato)|
1.2.7|AAA|2.0|extended-audio-description-prerecorded|Extended Audio Description (Prerecorded)|Audiodescrizione estesa (preregistrata)|
1.2.8|AAA|2.0|media-alternative-prerecorded|Media Alternative (Prerecorded)|Tipo di media alternativo (preregistrato)|
1.2.9|AAA|2.0|audio-only-live|Audio-only (Live)|Solo audio (in tempo reale)|
1.3.1|A|2.0|info-and-relationships|Info and Relationships|Informazioni e correlazioni|9.1.3.1
1.3.2|A|2.0|meaningful-sequence|Meaningful Sequence|Sequenza significativa|9.1.3.2
1.3.3|A|2.0|sensory-characteristics|Sensory Characteristics|Caratteristiche sensoriali|9.1.3.3
1.3.4|AA|2.1|orientation|Orientation|Orientamento|9.1.3.4
1.3.5|AA|2.1|identify-input-purpose|Identify Input Purpose|Identificare lo scopo degli input|9.1.3.5
1.3.6|AAA|2.1|identify-purpose|Identify Purpose|Identificare lo scopo|
1.4.1|A|2.0|use-of-color|Use of Color|Uso del colore|9.1.4.1
1.4.2|A|2.0|audio-control|Audio Control|Controllo del sonoro|9.1.4.2
1.4.3|AA|2.0|contrast-minimum|Contrast (Minimum)|Contrasto (minimo)|9.1.4.3
1.4.4|AA|2.0|resize-text|Resize Text|Ridimensionamento del testo|9.1.4.4
1.4.5|AA|2.0|images-of-text|Images of Text|Immagini di testo|9.1.4.5
1.4.6|AAA|2.0|contrast-enhanced|Contrast (Enhanced)|Contrasto (avanzato)|
1.4.7|AAA|2.0|low-or-no-background-audio|Low or No Background Audio|Sottofondo sonoro basso o non presente|
1.4.8|AAA|2.0|visual-presentation|Visual Presentation|Presentazione visiva|
1.4.9|AAA|2.0|images-of-text-no-exception|Images of Text (No Exception)|Immagini di testo (senza eccezioni)|
1.4.10|AA|2.1|reflow|Reflow|Ricalcolo del flusso|9.1.4.10
1.4.11|AA|2.1|non-text-contrast|Non-text Contrast|Contrasto in contenuti non testuali|9.1.4.11
1.4.12|AA|2.1|text-spacing|Text Spacing|Spaziatura del testo|9.1.4.12
1.4.13|AA|2.1|content-on-hover-or-focus|Content on Hover or Focus|Contenuto con Hover o Focus|9.1.4.13
2.1.1|A|2.0|keyboard|Keyboard|Tastiera|9.2.1.1
2.1.2|A|2.0|no-keyboard-trap|No Keyboard Trap|Nessun impedimento all’uso della tastiera|9.2.1.2
2.1.3|AAA|2.0|keyboard-no-exception|Keyboard (No Exception)|Tastiera (nessuna eccezione)|
2.1.4|A|2.1|character-key-shortcuts|Character Key Shortcuts|Tasti di scelta rapida|9.2.1.4
2.2.1|A|2.0|timing-adjustable|Timing Adjustable|Regolazione tempi di esecuzione|9.2.2.1
2.2.2|A|2.0|pause-stop-hide|Pause, Stop, Hide|Pausa, stop, nascondi|9.2.2.2
2.2.3|AAA|2.0|no-timing|No Timing|Nessun tempo di esecuzione|
2.2.4|AAA|2.0|interruptions|Interruptions|Interruzioni|
2.2.5|AAA|2.0|re-authenticating|Re-authenticating|Riautenticazione|
2.2.6|AAA|2.1|timeouts|Timeouts|Termine del tempo|
2.3.1|A|2.0|three-flashes-or-below-threshold|Three Flashes or Below Threshold|Tre lampeggiamenti o inferiore alla soglia|9.2.3.1
2.3.2|AAA|2.0|three-flashes|Three Flashes|Tre lampeggiamenti|
2.3.3|AAA|2.1|animation-from-interactions|Animation from Interactions|Animazione da interazioni|
2.4.1|A|2.0|bypass-blocks|Bypass Blocks|Salto di blocchi|9.2.4.1
2.4.2|A|2.0|page-titled|Page Titled|Titolazione della pagina|9.2.4.2
2.4.3|A|2.0|focus-order|Focus Order|Ordine del focus|9.2.4.3
2.4.4|A|2.0|link-purpose-in-context|Link Purpose (In Context)|Scopo del collegamento (nel contesto)|9.2.4.4
2.4.5|AA|2.0|multiple-ways|Multiple Ways|Differenti modalità|9.2.4.5
2.4.6|AA|2.0|headings-and-labels|Headings and Labels|Intestazioni ed etichette|9.2.4.6
2.4.7|AA|2.0|focus-visible|Focus Visible|Focus visibile|9.2.4.7
2.4.8|AAA|2.0|location|Location|Posizione|
2.4.9|AAA|2.0|link-purpose-link-only|Link Purpose (Link Only)|Scopo del collegamento (solo collegamento)|
2.4.10|AAA|2.0|section-headings|Section Headings|Intestazioni di sezione|
2.4.11|AA|2.2|focus-not-obscured-minimum|Focus Not Obscured (Minimum)|Focus non nascosto (minimo)|
2.4.12|AAA|2.2|focus-not-obscured-enhanced|Focus Not Obscured (Enhanced)|Focus non nascosto (avanzato)|
2.4.13|AAA|2.2|focus-appearance|Focus Appearance|Aspetto del focus|
2.5.1|A|2.1|pointer-gestures|Pointer Gestures|Movimenti del puntatore|9.2.5.1
2.5.2|A|2.1|pointer-cancellation|Pointer Cancellation|Cancellazione delle azioni del puntatore|9.2.5.2
2.5.3|A|2.1|label-in-name|Label in Name|Etichetta nel nome|9.2.5.3
2.5.4|A|2.1|motion-actuation|Motion Actuation|Azionamento da movimento|9.2.5.4
2.5.5|AAA|2.1|target-size-enhanced|Target Size (Enhanced)|Dimensione dell’obiettivo (avanzato)|
2.5.6|AAA|2.1|concurrent-input-mechanisms|Concurrent Input Mechanisms|Meccanismi di input simultanei|
2.5.7|AA|2.2|dragging-movements|Dragging Movements|Movimenti di trascinamento|
2.5.8|AA|2.2|target-size-minimum|Target Size (Minimum)|Dimensione dell’obiettivo (minimo)|
3.1.1|A|2.0|language-of-page|Language of Page|Lingua della pagina|9.3.1.1
3.1.2|AA|2.0|language-of-parts|Language of Parts|Parti in lingua|9.3.1.2
3.1.3|AAA|2.0|unusual-words|Unusual Words|Parole inusuali|
3.1.4|AAA|2.0|abbreviations|Abbreviations|Abbreviazioni|
3.1.5|AAA|2.0|reading-level|Reading Level|Livello di lettura|
3.1.6|AAA|2.0|pronunciation|Pronunciation|Pronuncia|
3.2.1|A|2.0|on-focus|On Focus|Al focus|9.3.2.1
3.2.2|A|2.0|on-input|On Input|All’input|9.3.2.2
3.2.3|AA|2.0|consistent-navigation|Consistent Navigation|Navigazione coerente|9.3.2.3
3.2.4|AA|2.0|consistent-identification|Consistent Identification|Identificazione coerente|9.3.2.4
3.2.5|AAA|2.0|change-on-request|Change on Request|Cambiamenti su richiesta|
3.2.6|A|2.2|consistent-help|Consistent Help|Aiuto coerente|
3.3.1|A|2.0|error-identification|Error Identification|Identificazione di errori|9.3.3.1
3.3.2|A|2.0|labels-or-instructions|Labels or Instructions|Etichette o istruzioni|9.3.3.2
3.3.3|AA|2.0|error-suggestion|Error Suggestion|Suggerimenti per gli errori|9.3.3.3
3.3.4|AA|2.0|error-prevention-legal-financial-data|Error Prevention (Legal, Financial, Data)|Prevenzione degli errori (legali, finanziari, dati)|9.3.3.4
3.3.5|AAA|2.0|help|Help|Aiuto|
3.3.6|AAA|2.0|error-prevention-all|Error Prevention (All)|Prevenzione degli errori (tutti)|
3.3.7|A|2.2|redundant-entry|Redundant Entry|Inserimento ridondante|
3.3.8|AA|2.2|accessible-authentication-minimum|Accessible Authentication (Minimum)|Autenticazione accessibile (minimo)|
3.3.9|AAA|2.2|accessible-authentication-enhanced|Accessible Authentication (Enhanced)|Autenticazione accessibile (avanzato)|
4.1.1|A|2.0|parsing|Parsing|Analisi sintattica (parsing)|9.4.1.1
4.1.2|A|2.0|name-role-value|Name, Role, Value|Nome, ruolo, valore|9.4.1.2
4.1.3|AA|2.1|status-messages|Status Messages|Messaggi di stato|9.4.1.3
`

export interface Criterion {
  readonly sc: string
  readonly level: 'A' | 'AA' | 'AAA'
  /** The version of WCAG that brought it. */
  readonly since: '2.0' | '2.1' | '2.2'
  readonly title: { readonly it: string; readonly en: string }
  /** Clause of EN 301 549 V3.2.1 for web pages; '' when that version has none. */
  readonly clause: string
  readonly understanding: string
}

/** Removed in WCAG 2.2; the errata of 2.1 hold it always satisfied. https://www.w3.org/WAI/WCAG21/errata/ */
export const PARSING = '4.1.1'

/** All criteria of WCAG 2.2, with 4.1.1, in order. */
export const criteria: readonly Criterion[] = TABLE.trim()
  .split('\n')
  .map((row) => {
    const [sc = '', level = '', since = '', handle = '', en = '', it = '', clause = ''] = row.split('|')
    return {
      sc,
      level: level as Criterion['level'],
      since: since as Criterion['since'],
      title: { it, en },
      clause,
      understanding: `https://www.w3.org/WAI/${sc === PARSING ? 'WCAG21' : 'WCAG22'}/Understanding/${handle}.html`,
    }
  })
  .sort((a, b) => a.sc.localeCompare(b.sc, 'en', { numeric: true }))

const byNumber = new Map(criteria.map((criterion) => [criterion.sc, criterion]))

export const findCriterion = (sc: string): Criterion | undefined => byNumber.get(sc)
