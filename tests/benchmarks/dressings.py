"""Headings, closing parts and frames in which a collection may dress its stories: templates, filled by
`tests.benchmarks.forms`.

{i} {c} {f} {r} {a} {w} {o}  the number of a story: 1, 一, 壹, I, A, One, first
{t} {T}                      its title, and that in capitals
{p}                          a name
{d} {m}                      a number that counts nothing, a month
A line "…{b}…" is the story itself; where a template holds none, it follows.
"""

CHINESE = (
    "案例{c}：{t}\n", "{c}、{t}\n", "{i}. {t}\n", "{i} {t}\n", "（{c}）{t}\n", "{t}\n", "\n{t}\n\n", "《{t}》\n",
    "【{t}】\n", "★{t}\n", "■ {t}\n", "------------\n{t}\n", "\n＊　＊　＊\n\n", "第{c}回　{t}\n",
    "{i}号案　{t}\n", "{m}月{i}日　{t}\n", "{t}\n文/{p}\n", "{t}：", "例{i} {t}\n", "之{c}：{t}\n", "0{i} | {t}\n",
    "{t}\n{p}　客服中心\n", "{i}\n{t}\n", "{i}．{t}。", "情景{c}　{t}\n", "## {t}\n", "**{t}**\n", "题目：{t}\n",
    "{i}\t{t}\t", "第{c}个，叫“{t}”。\n", "故事：{t}\n", "==== 工单 …{d} ====\n", "\n\n\n\n", "{f}　{t}\n",
    "讲述人：{p}\n", "{i}号机　{t}\n", "——{t}——\n", "〔{d}〕{t}\n", "{p}的故事\n", "{p}说：\n",
    "～～～ {t} ～～～\n", "[{d}]\n{t}\n", "“{t}”\n", "记{c}：{t}\n", "#{i} {t}\n", "{t}（{p}，{i}年级）\n",
    "＞＞＞{t}\n", "第{i}夜\n{t}\n", "录音{d}\n", "{m}月{i}日，{p}当班\n", "● {t} ●\n", "\n.\n.\n", "一篇：{t}\n",
    "{i}/6　{t}\n", "◎{p}：{t}\n", "投诉编号：TS-{d}\n投诉人：{p}\n投诉内容：", "|{t}|\n", "   {t}   \n\n",
    "事由：{t}\n经过：", "{p}来信\n",
)  # fmt: skip

ENGLISH = (
    "Case {i}: {t}\n", "{i}. {t}\n", "{t}\n", "\n{t}\n\n", "{T}\n", "{r}. {t}\n", "{i} March 2021\n",
    "Ref. 21/{d}  {t}\n", "* * *\n", "Scenario {a}: {t}\n", "({i}) {t}\n", "{w}\n{t}\n", "The {o} story: {t}\n",
    '"{t}"\n', "{t}\nby {p}\n", "Title: {t}\nStory: ", "#{i} {t}\n", "Tale the {o}\n{t}\n", "• {t}\n", "{t}: ",
    "{p}'s story\n", "{t}\n--------\n", "Story: {t}\n", "==== ticket {d} ====\n", "\n\n\n\n", "As told by {p}\n",
    "~ {t} ~\n", "[{d}] {t}\n", "Room {d}\n", ">>> {t}\n", "The one about {t}\n", "{p}, night shift\n",
    "-- {t} --\n", "Table {d}\n{t}\n", "Tape {i}, side {a}\n", "Call {d}, {p}\n", "Letter from {p}\n", "<{t}>\n",
    "{i}/6 {t}\n", "Tale: {t}\nTold by: {p}\n",
)  # fmt: skip

CHINESE_TAILS = (
    "",
    "点评：先问清楚再动手，这一条人人都会说，难的是做到，做到的人不用写检讨。\n",
    "后续：登记表改了一栏，人没有换。\n小满：先问清楚再动手，这一条人人都会说，难的是做到。\n",
    "阿姐的话：先问清楚再动手，这一条人人都会说，难的是做到，做到了就不用写检讨。\n",
    "讨论题：\n1．如果你在现场，会怎么做？\n2．哪一步可以更早？\n",
)
ENGLISH_TAILS = (
    "",
    "Comment: The rule was kept and the guest was lost; ask first and act afterwards, as the manual says.\n",
    "Trainer notes: Let the group read it twice. The rule was kept, the guest was lost, and nobody asked why.\n",
    "Granny says: Ask first and act afterwards, as the old manual says, and nobody will be hurt by it.\n",
    "Questions\n1. What would you have done?\n2. Who should have been told?\n",
)

CHINESE_FRAME = (
    "城南服务公司内部学习材料\n第六期\n\n写在前面\n以下故事由各班组提供，人名均为化名，供班前会学习讨论。\n\n",
    "\n以上几则供大家学习。有好故事请发到编辑邮箱 story@chengnan.example，下期截稿日期为月底。\n",
)
ENGLISH_FRAME = (
    "Riverside Training\nBooklet 6\n\nBefore you start\nThese were sent in by our teams. Names have been changed.\n\n",
    "\nDo you have a story? Send it to stories@riverside.example before the end of the month.\n",
)
